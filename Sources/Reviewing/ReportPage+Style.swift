extension ReportPage {
  /// Colours have a contrast of at least 4.5 to 1 on their grounds, in light and in dark.
  static let style: StaticString = """
    :root { color-scheme: light dark; --ground: #f4f3ef; --paper: #ffffff; --ink: #1c2226; --muted: #5a646b;
      --line: #dcdad3; --soft: #f7f6f2; --good: #1c6b40; --goodsoft: #e5f2ea; --bad: #a3242b; --badsoft: #fbe9e8;
      --warn: #7d5200; --warnsoft: #fbf1dc; --link: #1d5a8a; }
    @media (prefers-color-scheme: dark) { :root { --ground: #131619; --paper: #1c2125; --ink: #e7e9ea;
      --muted: #a3adb4; --line: #343b41; --soft: #23292e; --good: #7fd6a4; --goodsoft: #17301f; --bad: #ff9d94;
      --badsoft: #3b1d1c; --warn: #f0c365; --warnsoft: #33290f; --link: #8ec5f0; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 "Segoe UI", system-ui, -apple-system,
      Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
    main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
    h1 { font-size: 2rem; line-height: 1.2; margin: .1rem 0 .3rem; letter-spacing: -.01em; }
    h2 { font-size: 1.3rem; margin: 2.4rem 0 .8rem; }
    h3 { font-size: 1.06rem; line-height: 1.4; margin: 0; overflow-wrap: anywhere; }
    h4 { font-size: .8rem; font-weight: 600; color: var(--muted); margin: 1rem 0 .3rem; }
    p { margin: 0; } ul { margin: 0; padding-left: 1.15rem; } a { color: var(--link); }
    .kicker { color: var(--good); font-weight: 600; }
    .kicker::before { content: "✓\\00a0"; }
    .muted, .dot { color: var(--muted); } .scroll + .muted { margin-top: .5rem; font-size: .85em; }
    .notes { margin-top: 1rem; padding: .7rem 1rem .7rem 2rem; background: var(--warnsoft); border-radius: 8px; }
    .panel, article { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; }
    article { margin: 0 0 1rem; border-left: 4px solid var(--warn); }
    article.block { border-left-color: var(--bad); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; }
    th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
    th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
    tbody tr:last-child > * { border-bottom: 0; }
    thead th { font-size: .8rem; font-weight: 600; color: var(--muted); vertical-align: bottom; }
    tbody th { font-weight: 500; overflow-wrap: break-word; } td { overflow-wrap: anywhere; }
    td:not([class]) { min-width: 6.5rem; } .equation tbody th { min-width: 6.5rem; } .equation td:not([class]) { min-width: 0; }
    caption { text-align: left; font-size: .8rem; font-weight: 600; color: var(--muted); padding: 0 0 .2rem; }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
    .sign { text-align: center; color: var(--muted); padding-left: 0; padding-right: 0; width: 1rem; }
    .day { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .verdict { font-weight: 600; border-radius: 8px; padding: .55rem .9rem; margin: 0 0 .9rem; }
    .verdict ul { font-weight: 400; } .good { color: var(--good); } .bad { color: var(--bad); }
    .verdict.good { background: var(--goodsoft); } .verdict.bad { background: var(--badsoft); border: 1px solid currentColor; }
    .top { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; }
    .top .amount { font-weight: 600; font-size: 1.06rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .label { display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; font-size: .86rem; color: var(--muted); margin-bottom: .25rem; }
    .id { font: 600 .84rem ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; color: var(--ink); }
    .tag { font-size: .76rem; font-weight: 600; border-radius: 4px; padding: .04rem .42rem; background: var(--warnsoft); color: var(--warn); }
    .tag.block { background: var(--badsoft); color: var(--bad); } .tag.info { background: var(--soft); color: var(--muted); }
    .tag.chosen { background: var(--goodsoft); color: var(--good); }
    .subject { margin-top: .2rem; overflow-wrap: anywhere; }
    .evidence { list-style: none; padding: 0; } .evidence li { margin: .3rem 0; overflow-wrap: anywhere; }
    .raw { font: .86rem ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; background: var(--soft); border-radius: 4px;
      padding: .05rem .3rem; overflow-wrap: anywhere; }
    .why { list-style: none; padding: 0; font-size: .86rem; } .against { color: var(--bad); }
    .todo { margin-top: 1rem; padding: .8rem 1rem; background: var(--soft); border-radius: 8px; }
    .todo .advice { font-weight: 500; } .todo ul { list-style: none; padding: 0; margin-top: .5rem; }
    .todo li { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; padding: .12rem 0; }
    code { font: .86rem ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; user-select: all; }
    .todo li span { font-size: .88rem; color: var(--muted); }
    details > summary { cursor: pointer; color: var(--link); font-size: .9rem; }
    .done { text-align: center; padding: 2.6rem 1rem; margin-top: 1.5rem; } .done .tick { font-size: 3rem; line-height: 1; color: var(--good); }
    .done p { max-width: 34rem; margin: .4rem auto 0; }
    footer.page { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .86rem; color: var(--muted); }
    section > .panel + .panel, section > p + .panel { margin-top: 1rem; }
    @media (max-width: 40rem) { .top { display: block; } main { padding-top: 1.25rem; } }
    @media print { :root { --ground: #fff; --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --soft: #f4f4f4; --good: #14532d;
      --goodsoft: #fff; --bad: #8b0000; --badsoft: #fff; --warn: #5c3d00; --warnsoft: #fff; --link: #000; }
      @page { margin: 15mm 14mm; } body { font-size: 10pt; } main { max-width: none; padding: 0; } h1 { font-size: 18pt; }
      h2 { margin-top: 1.4rem; break-after: avoid; } article, tr, .verdict, .todo { break-inside: avoid; } thead { display: table-header-group; }
      .tag, .verdict { border: 1px solid currentColor; } a { text-decoration: none; } .scroll { overflow: visible; }
      details::details-content { content-visibility: visible; block-size: auto; } details > summary { display: none; }
      table { font-size: 8.5pt; } th, td { padding: .25rem .4rem; } .sign { padding: .25rem 0; }
      .equation, thead th, caption, h4, .id, .raw, code, .why, .todo li span { font-size: 8pt; } .equation th, .equation td { padding: .2rem .2rem; }
      .equation tbody th { min-width: 5rem; } .equation .sign { padding: .2rem 0; width: .6rem; }
      .scroll > table { break-inside: auto; } }

    """
}
