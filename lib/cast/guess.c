/*
 * What a file is, by its first bytes.  Ttyrec has no signature, but text cannot pass for it, as
 * its second word would be more microseconds than a second has.
 */
#include "lib/cast/guess.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/utf8.h"
#include "lib/cast/asciicast.h"
#include "lib/cast/asciicast1.h"
#include "lib/cast/jsonscan.h"
#include "lib/cast/script.h"
#include "lib/cast/timing.h"
#include "lib/cast/tlog.h"
#include "lib/cast/ttyrec.h"
#include "lib/cast/typescript.h"

struct signature {
	size_t offset, len;
	const char *bytes, *looks;
};

static const struct signature SIGNATURES[] = {
    {0, 4, "\177ELF", "an ELF program"},
    {0, 8, "\x89PNG\r\n\x1A\n", "a PNG picture"},
    {0, 3, "\xFF\xD8\xFF", "a JPEG picture"},
    {0, 4, "GIF8", "a GIF picture"},
    {0, 5, "%PDF-", "a PDF document"},
    {0, 4, "PK\x03\x04", "a zip archive"},
    {257, 5, "ustar", "a tar archive"},
    {0, 3, "BZh", "packed with bzip2"},
    {0, 6, "\3757zXZ\0", "packed with xz"},
    {0, 4, "\x04\x22\x4D\x18", "packed with lz4"},
    {0, 6, "7z\xBC\xAF\x27\x1C", "a 7-zip archive"},
    {0, 4, "\x1A\x45\xDF\xA3", "a Matroska film"},
    {4, 4, "ftyp", "an MP4 film"},
    {0, 16, "SQLite format 3\0", "an SQLite database"},
    {0, 2, "#!", "a program's text"},
    {0, 5, "<?xml", "XML"},
    {0, 8, "LPKSHHRH", "a log of the systemd journal"},
    {0, 3, "\x1F\x8B\x08", "gzip inside of gzip or zstd"},
    {0, 4, "\x28\xB5\x2F\xFD", "zstd inside of gzip or zstd"},
};

/* A ttyrec begins with its time: now and then with three of these bytes, but not with four. */
#define WEAK_MAX 3

/* What is signed so, or NULL. */
static const char *
find_signature(const char *data, size_t len, bool weak)
{
	const struct signature *s, *end = SIGNATURES + sizeof SIGNATURES / sizeof *SIGNATURES;

	for (s = SIGNATURES; s < end; s++)
		if ((s->len <= WEAK_MAX) == weak && len >= s->offset + s->len &&
		    memcmp(data + s->offset, s->bytes, s->len) == 0)
			return s->looks;
	return NULL;
}

/* What the members at the top of a JSON text say, as far as the bytes go. */
struct outline {
	bool version_told, has_stdout, has_timing, has_ver, has_journal, broken, cut;
	int64_t version;
};

static bool
is_key(const char *key, size_t len, const char *name)
{
	return len == strlen(name) && memcmp(key, name, len) == 0;
}

static void
note_member(struct outline *o, struct jsonscan s, const char *key, size_t len)
{
	if (is_key(key, len, "version"))
		o->version_told = jsonscan_integer(&s, &o->version) == 0;
	else if (is_key(key, len, "stdout"))
		o->has_stdout = jsonscan_sees(&s, '[');
	else if (is_key(key, len, "timing"))
		o->has_timing = jsonscan_sees(&s, '"');
	else if (is_key(key, len, "ver"))
		o->has_ver = true;
	else if (is_key(key, len, "journal"))
		o->has_journal = true;
}

static void
make_outline(struct outline *o, const char *data, size_t len)
{
	struct jsonscan s = {data, data + len};
	struct buffer scratch = {0};
	const char *key;
	bool first = true;
	size_t key_len;
	int r;

	*o = (struct outline){0};
	if ((r = jsonscan_char(&s, '{')) != 0)
		goto done;
	while ((r = jsonscan_step(&s, '}', &first)) == 1) {
		if ((r = jsonscan_string(&s, &scratch, &key, &key_len)) != 0 ||
		    (r = jsonscan_char(&s, ':')) != 0)
			break;
		note_member(o, s, key, key_len);
		if ((r = jsonscan_skip(&s)) != 0)
			break;
	}
done:
	o->cut = r == ERR_TRUNCATED;
	o->broken = r != 0 && !o->cut;
	buffer_free(&scratch);
}

static const struct foreign_format *
guess_object(const char *data, size_t len, bool whole, struct buffer *looks)
{
	struct outline o;

	make_outline(&o, data, len);
	/* old writers left the order of members to chance: version can be out of sight */
	if (o.has_stdout && !o.version_told && o.cut && !whole)
		return &asciicast1_format;
	if (o.version_told && o.version == 1)
		return &asciicast1_format;
	if (o.version_told && (o.version == 2 || o.version == 3))
		return &asciicast_format;
	if (o.has_ver && (o.has_timing || (o.cut && !whole)))
		return &tlog_format;
	if (o.version_told)
		buffer_addf(
		    looks, "an asciicast of version %" PRId64 ", which is not known", o.version);
	else if (o.has_journal)
		buffer_adds(
		    looks, "the journal of a recording: give the recording that it stands beside");
	else if (o.broken)
		buffer_adds(looks, "something like JSON that is ill-formed");
	else
		buffer_adds(looks, "JSON that is no asciicast");
	return NULL;
}

static bool
is_text(const char *data, size_t len)
{
	size_t i, odd = 0;

	for (i = 0; i < len; i++)
		odd += (unsigned char)data[i] < 0x20 && strchr("\t\n\r\f\b\a\033", data[i]) == NULL;
	return odd == 0 && memchr(data, '\0', len) == NULL &&
	    utf8_valid_prefix(data, len) + utf8_incomplete_tail(data, len) == len;
}

static void
guess_other(const char *data, size_t len, struct buffer *looks)
{
	struct jsonscan s = {data, data + len};
	int64_t time;

	if (jsonscan_char(&s, '[') == 0 && jsonscan_seconds(&s, &time) == 0 &&
	    jsonscan_char(&s, ',') == 0 && jsonscan_sees(&s, '"'))
		buffer_adds(looks, "events of an asciicast without its first line, the header");
	else if (is_text(data, len))
		buffer_adds(looks, "plain text");
	else
		buffer_adds(looks, "binary data");
}

const struct foreign_format *
guess_format(const char *data, size_t len, bool whole, struct buffer *looks)
{
	struct jsonscan s = {data, data + len};
	const char *signature;

	if ((signature = find_signature(data, len, false)) == NULL) {
		if (typescript_looks(data, len) || timing_looks(data, len) != TIMING_NONE)
			return &script_format;
		if (ttyrec_looks(data, len))
			return &ttyrec_format;
		if (jsonscan_sees(&s, '{'))
			return guess_object(data, len, whole, looks);
		signature = find_signature(data, len, true);
	}
	if (signature != NULL)
		buffer_adds(looks, signature);
	else
		guess_other(data, len, looks);
	return NULL;
}
