/// FatturaPA papers of our own: a fee with pension fund, withheld tax and a discount; two bodies in one file; a simplified one.
package enum FatturaPAFixture {
  package static let header = """
    <FatturaElettronicaHeader>
      <DatiTrasmissione>
        <IdTrasmittente><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdTrasmittente>
        <ProgressivoInvio>00007</ProgressivoInvio>
        <FormatoTrasmissione>FPR12</FormatoTrasmissione>
        <CodiceDestinatario>0000000</CodiceDestinatario>
        <PECDestinatario>posta@pec.example</PECDestinatario>
      </DatiTrasmissione>
      <CedentePrestatore>
        <DatiAnagrafici>
          <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA>
          <CodiceFiscale>RSSNNA70A41F205X</CodiceFiscale>
          <Anagrafica><Nome>Anna</Nome><Cognome>Rossi</Cognome></Anagrafica>
          <RegimeFiscale>RF01</RegimeFiscale>
        </DatiAnagrafici>
        <Sede>
          <Indirizzo>Via Larga</Indirizzo><NumeroCivico>3</NumeroCivico><CAP>20122</CAP>
          <Comune>Milano</Comune><Provincia>MI</Provincia><Nazione>IT</Nazione>
        </Sede>
        <Contatti><Telefono>02123</Telefono><Email>anna@example.org</Email></Contatti>
        <RiferimentoAmministrazione>UFF-9</RiferimentoAmministrazione>
      </CedentePrestatore>
      <CessionarioCommittente>
        <DatiAnagrafici>
          <CodiceFiscale>07643520567</CodiceFiscale>
          <Anagrafica><Denominazione>Legno &amp; Figli S.r.l.</Denominazione></Anagrafica>
        </DatiAnagrafici>
        <Sede><Indirizzo>Corso Uno 1</Indirizzo><CAP>00100</CAP><Comune>Roma</Comune><Nazione>IT</Nazione></Sede>
      </CessionarioCommittente>
    </FatturaElettronicaHeader>
    """

  package static let fee = """
    <FatturaElettronicaBody>
      <DatiGenerali>
        <DatiGeneraliDocumento>
          <TipoDocumento>TD06</TipoDocumento>
          <Divisa>EUR</Divisa>
          <Data>2026-03-14</Data>
          <Numero>12/PA</Numero>
          <DatiRitenuta>
            <TipoRitenuta>RT01</TipoRitenuta><ImportoRitenuta>200.00</ImportoRitenuta>
            <AliquotaRitenuta>20.00</AliquotaRitenuta><CausalePagamento>A</CausalePagamento>
          </DatiRitenuta>
          <DatiCassaPrevidenziale>
            <TipoCassa>TC01</TipoCassa><AlCassa>4.00</AlCassa>
            <ImportoContributoCassa>40.00</ImportoContributoCassa><ImponibileCassa>1000.00</ImponibileCassa>
            <AliquotaIVA>22.00</AliquotaIVA>
          </DatiCassaPrevidenziale>
          <ImportoTotaleDocumento>1268.80</ImportoTotaleDocumento>
          <Causale>Consulenza</Causale>
          <Causale>Marzo</Causale>
        </DatiGeneraliDocumento>
        <DatiOrdineAcquisto>
          <IdDocumento>PO-7</IdDocumento><CodiceCUP>CUP1</CodiceCUP><CodiceCIG>CIG1</CodiceCIG>
        </DatiOrdineAcquisto>
        <DatiContratto><IdDocumento>C-1</IdDocumento></DatiContratto>
        <DatiFattureCollegate><IdDocumento>9/PA</IdDocumento><Data>2026-01-31</Data></DatiFattureCollegate>
      </DatiGenerali>
      <DatiBeniServizi>
        <DettaglioLinee>
          <NumeroLinea>1</NumeroLinea>
          <CodiceArticolo><CodiceTipo>INTERNO</CodiceTipo><CodiceValore>C-88</CodiceValore></CodiceArticolo>
          <Descrizione>Consulenza</Descrizione>
          <Quantita>10.00</Quantita><UnitaMisura>ore</UnitaMisura>
          <DataInizioPeriodo>2026-03-01</DataInizioPeriodo><DataFinePeriodo>2026-03-31</DataFinePeriodo>
          <PrezzoUnitario>125.00</PrezzoUnitario>
          <ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>20.00</Percentuale></ScontoMaggiorazione>
          <PrezzoTotale>1000.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA>
        </DettaglioLinee>
        <DatiRiepilogo>
          <AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>1040.00</ImponibileImporto>
          <Imposta>228.80</Imposta><EsigibilitaIVA>I</EsigibilitaIVA>
        </DatiRiepilogo>
      </DatiBeniServizi>
      <DatiPagamento>
        <CondizioniPagamento>TP01</CondizioniPagamento>
        <DettaglioPagamento>
          <ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-04-13</DataScadenzaPagamento>
          <ImportoPagamento>500.00</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN>
        </DettaglioPagamento>
        <DettaglioPagamento>
          <ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-05-13</DataScadenzaPagamento>
          <ImportoPagamento>568.80</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN>
        </DettaglioPagamento>
      </DatiPagamento>
      <Allegati><NomeAttachment>ore.csv</NomeAttachment><FormatoAttachment>CSV</FormatoAttachment><Attachment>YTtiCg==</Attachment></Allegati>
    </FatturaElettronicaBody>
    """

  /// A credit note to an authority that pays the tax itself, without a stated total, and with stamp duty nowhere.
  package static let split = """
    <FatturaElettronicaBody>
      <DatiGenerali><DatiGeneraliDocumento>
        <TipoDocumento>TD04</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-15</Data><Numero>13/PA</Numero>
      </DatiGeneraliDocumento></DatiGenerali>
      <DatiBeniServizi>
        <DettaglioLinee>
          <NumeroLinea>1</NumeroLinea><Descrizione>Legname</Descrizione><PrezzoUnitario>100.00</PrezzoUnitario>
          <PrezzoTotale>100.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA>
        </DettaglioLinee>
        <DettaglioLinee>
          <NumeroLinea>2</NumeroLinea><Descrizione>Export</Descrizione><Quantita>1.00</Quantita>
          <PrezzoUnitario>50.00</PrezzoUnitario><PrezzoTotale>50.00</PrezzoTotale>
          <AliquotaIVA>0.00</AliquotaIVA><Natura>N3.1</Natura>
        </DettaglioLinee>
        <DatiRiepilogo>
          <AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>100.00</ImponibileImporto>
          <Imposta>22.00</Imposta><EsigibilitaIVA>S</EsigibilitaIVA>
        </DatiRiepilogo>
        <DatiRiepilogo>
          <AliquotaIVA>0.00</AliquotaIVA><Natura>N3.1</Natura><ImponibileImporto>50.00</ImponibileImporto>
          <Imposta>0.00</Imposta><RiferimentoNormativo>art. 8</RiferimentoNormativo>
        </DatiRiepilogo>
      </DatiBeniServizi>
    </FatturaElettronicaBody>
    """

  package static func file(_ bodies: String...) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
    \(header)
    \(bodies.joined(separator: "\n"))
    </p:FatturaElettronica>
    """
  }

  package static let simplified = """
    <?xml version="1.0" encoding="UTF-8"?>
    <p:FatturaElettronicaSemplificata versione="FSM10" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0">
      <FatturaElettronicaHeader>
        <CedentePrestatore>
          <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA>
          <Denominazione>Bar Uno</Denominazione>
          <Sede><Indirizzo>Via 2</Indirizzo><CAP>20100</CAP><Comune>Milano</Comune><Nazione>IT</Nazione></Sede>
        </CedentePrestatore>
        <CessionarioCommittente><IdentificativiFiscali>
          <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>07643520567</IdCodice></IdFiscaleIVA>
        </IdentificativiFiscali></CessionarioCommittente>
      </FatturaElettronicaHeader>
      <FatturaElettronicaBody>
        <DatiGenerali><DatiGeneraliDocumento>
          <TipoDocumento>TD07</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-14</Data><Numero>S-1</Numero>
        </DatiGeneraliDocumento></DatiGenerali>
        <DatiBeniServizi><Descrizione>Pranzo</Descrizione><Importo>110.00</Importo><DatiIVA><Imposta>10.00</Imposta></DatiIVA></DatiBeniServizi>
        <DatiBeniServizi><Descrizione>Bolli</Descrizione><Importo>5.00</Importo><DatiIVA><Aliquota>0.00</Aliquota></DatiIVA><Natura>N1</Natura></DatiBeniServizi>
      </FatturaElettronicaBody>
    </p:FatturaElettronicaSemplificata>
    """
}
