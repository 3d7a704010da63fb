#include "tickmark_mail.h"

#include <gmime/gmime.h>
#include <string.h>

struct part {
  tickmark_mail_part face;
  GMimeObject *object;
  char *media_type;
  char *name;
};

struct tickmark_mail {
  GMimeMessage *message;
  GPtrArray *parts;
  char *from;
  char *date;
  GByteArray *bytes;
  int maximum_depth;
  int maximum_parts;
  int status;
};

void tickmark_mail_prepare(void) {
  static bool is_ready = false;
  if (is_ready) return;
  is_ready = true;
  g_mime_init();
}

static void free_part(void *raw) {
  struct part *part = raw;
  g_free(part->media_type);
  g_free(part->name);
  g_free(part);
}

static bool is_sealed(GMimeObject *object, GMimeContentType *type) {
  if (GMIME_IS_MULTIPART_ENCRYPTED(object)) return true;
  if (!g_mime_content_type_is_type(type, "application", "pkcs7-mime") &&
      !g_mime_content_type_is_type(type, "application", "x-pkcs7-mime"))
    return false;
  const char *kind = g_mime_object_get_content_type_parameter(object, "smime-type");
  // Without it the envelope may be a signed invoice (.p7m), which is a file like others.
  return kind != NULL;
}

static void add(tickmark_mail *mail, GMimeObject *object, int kind) {
  if ((int)mail->parts->len >= mail->maximum_parts) {
    mail->status = TICKMARK_MAIL_TOO_MANY_PARTS;
    return;
  }
  struct part *part = g_new0(struct part, 1);
  GMimeContentType *type = g_mime_object_get_content_type(object);
  part->object = object;
  part->media_type = type ? g_mime_content_type_get_mime_type(type) : NULL;
  if (GMIME_IS_PART(object)) part->name = g_strdup(g_mime_part_get_filename(GMIME_PART(object)));
  part->face.kind = kind;
  part->face.name = part->name;
  part->face.media_type = part->media_type;
  part->face.content_id = g_mime_object_get_content_id(object);
  const char *disposition = g_mime_object_get_disposition(object);
  part->face.is_inline = disposition == NULL || g_ascii_strcasecmp(disposition, "inline") == 0;
  g_ptr_array_add(mail->parts, part);
}

static bool is_body(GMimeObject *object) {
  if (!GMIME_IS_TEXT_PART(object)) return false;
  const char *disposition = g_mime_object_get_disposition(object);
  if (disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0) return false;
  return g_mime_part_get_filename(GMIME_PART(object)) == NULL;
}

static void walk(tickmark_mail *mail, GMimeObject *object, int depth) {
  if (object == NULL || mail->status != TICKMARK_MAIL_OPEN) return;
  if (depth > mail->maximum_depth) {
    mail->status = TICKMARK_MAIL_TOO_DEEP;
    return;
  }
  GMimeContentType *type = g_mime_object_get_content_type(object);
  if (type != NULL && is_sealed(object, type)) {
    add(mail, object, TICKMARK_MAIL_SEALED);
  } else if (GMIME_IS_MULTIPART(object)) {
    GMimeMultipart *multipart = GMIME_MULTIPART(object);
    int count = g_mime_multipart_get_count(multipart);
    for (int index = 0; index < count; index++) walk(mail, g_mime_multipart_get_part(multipart, index), depth + 1);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    add(mail, object, TICKMARK_MAIL_MESSAGE);
  } else if (is_body(object)) {
    bool is_html = type != NULL && g_mime_content_type_is_type(type, "text", "html");
    bool is_plain = type == NULL || g_mime_content_type_is_type(type, "text", "plain");
    add(mail, object, is_html ? TICKMARK_MAIL_HTML : is_plain ? TICKMARK_MAIL_TEXT : TICKMARK_MAIL_FILE);
  } else if (GMIME_IS_PART(object)) {
    add(mail, object, TICKMARK_MAIL_FILE);
  }
}

tickmark_mail *tickmark_mail_open(const char *bytes, size_t count, int maximum_depth, int maximum_parts, int *status) {
  tickmark_mail_prepare();
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_object_unref(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  if (message == NULL) {
    *status = TICKMARK_MAIL_BROKEN;
    return NULL;
  }
  tickmark_mail *mail = g_new0(tickmark_mail, 1);
  mail->message = message;
  mail->parts = g_ptr_array_new_with_free_func(free_part);
  mail->maximum_depth = maximum_depth;
  mail->maximum_parts = maximum_parts;
  walk(mail, g_mime_message_get_mime_part(message), 0);
  *status = mail->status;
  if (mail->status != TICKMARK_MAIL_OPEN) {
    tickmark_mail_close(mail);
    return NULL;
  }
  return mail;
}

void tickmark_mail_close(tickmark_mail *mail) {
  if (mail == NULL) return;
  g_ptr_array_free(mail->parts, TRUE);
  if (mail->bytes != NULL) g_byte_array_free(mail->bytes, TRUE);
  g_free(mail->from);
  g_free(mail->date);
  g_object_unref(mail->message);
  g_free(mail);
}

const char *tickmark_mail_from(tickmark_mail *mail) {
  if (mail->from == NULL) {
    InternetAddressList *list = g_mime_message_get_from(mail->message);
    if (list != NULL) mail->from = internet_address_list_to_string(list, NULL, FALSE);
  }
  return mail->from;
}

const char *tickmark_mail_subject(tickmark_mail *mail) { return g_mime_message_get_subject(mail->message); }

const char *tickmark_mail_message_id(tickmark_mail *mail) { return g_mime_message_get_message_id(mail->message); }

const char *tickmark_mail_date(tickmark_mail *mail) {
  GDateTime *date = mail->date == NULL ? g_mime_message_get_date(mail->message) : NULL;
  // Its own words: the library's year may have five digits.
  if (date != NULL) mail->date = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z");
  return mail->date;
}

int tickmark_mail_part_count(const tickmark_mail *mail) { return (int)mail->parts->len; }

tickmark_mail_part tickmark_mail_part_at(const tickmark_mail *mail, int index) {
  struct part *part = g_ptr_array_index(mail->parts, index);
  return part->face;
}

static void take_stream(tickmark_mail *mail, GMimeStream *stream, size_t maximum) {
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  size_t count = array == NULL ? 0 : array->len;
  if (count > maximum + 1) count = maximum + 1;
  if (count > 0) g_byte_array_append(mail->bytes, array->data, (guint)count);
}

const char *tickmark_mail_part_bytes(tickmark_mail *mail, int index, size_t maximum, size_t *count) {
  struct part *part = g_ptr_array_index(mail->parts, index);
  if (mail->bytes != NULL) g_byte_array_free(mail->bytes, TRUE);
  mail->bytes = g_byte_array_new();
  if (part->face.kind == TICKMARK_MAIL_TEXT || part->face.kind == TICKMARK_MAIL_HTML) {
    char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part->object));
    size_t length = text == NULL ? 0 : strlen(text);
    if (length > maximum + 1) length = maximum + 1;
    if (length > 0) g_byte_array_append(mail->bytes, (const guint8 *)text, (guint)length);
    g_free(text);
  } else {
    GMimeStream *stream = g_mime_stream_mem_new();
    if (part->face.kind == TICKMARK_MAIL_MESSAGE) {
      GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part->object));
      if (inner != NULL) g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream);
    } else if (GMIME_IS_PART(part->object)) {
      GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part->object));
      if (content != NULL) g_mime_data_wrapper_write_to_stream(content, stream);
    }
    take_stream(mail, stream, maximum);
    g_object_unref(stream);
  }
  *count = mail->bytes->len;
  return (const char *)mail->bytes->data;
}
