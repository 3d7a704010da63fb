// GMime for `Readers`: one message as its headers, its text and the files that are attached to it.
//
// No call prints or ends the process; what cannot be read is absent, empty or a status. Texts are UTF-8 as far as the
// message allows and belong to the object that gave them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  TICKMARK_MAIL_OPEN = 0,
  TICKMARK_MAIL_BROKEN = 1,
  // Parts within parts, deeper than asked for.
  TICKMARK_MAIL_TOO_DEEP = 2,
  TICKMARK_MAIL_TOO_MANY_PARTS = 3,
};

enum {
  TICKMARK_MAIL_TEXT = 0,
  TICKMARK_MAIL_HTML = 1,
  TICKMARK_MAIL_FILE = 2,
  // A whole message within this one.
  TICKMARK_MAIL_MESSAGE = 3,
  // Encrypted, or signed in a way that hides the content.
  TICKMARK_MAIL_SEALED = 4,
};

typedef struct tickmark_mail tickmark_mail;

typedef struct {
  int kind;
  // Null where the message does not say.
  const char *name;
  // `application/pdf`
  const char *media_type;
  const char *content_id;
  bool is_inline;
} tickmark_mail_part;

// Makes the library ready; once, before rights are given up.
void tickmark_mail_prepare(void);

tickmark_mail *tickmark_mail_open(const char *bytes, size_t count, int maximum_depth, int maximum_parts, int *status);
void tickmark_mail_close(tickmark_mail *mail);

const char *tickmark_mail_from(tickmark_mail *mail);
const char *tickmark_mail_subject(tickmark_mail *mail);
const char *tickmark_mail_message_id(tickmark_mail *mail);
// ISO 8601 with its zone; null where there is none that can be read.
const char *tickmark_mail_date(tickmark_mail *mail);

int tickmark_mail_part_count(const tickmark_mail *mail);
tickmark_mail_part tickmark_mail_part_at(const tickmark_mail *mail, int index);
// The part decoded (a text in UTF-8), at most `maximum` bytes and one more; valid until the next call or the end.
const char *tickmark_mail_part_bytes(tickmark_mail *mail, int index, size_t maximum, size_t *count);
