/* Proofs as they are written for others to check. */
#include "trail/affidavit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/utf8.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

static void
put_base64(struct buffer *out, const void *data, size_t len)
{
	buffer_addc(out, '"');
	base64_encode(out, data, len);
	buffer_addc(out, '"');
}

static void
begin(const struct affidavit_source *s, struct buffer *out)
{
	buffer_adds(out, "{\"schema_version\":\"steno.proof.v1\"");
	json_put_member(out, "key", s->key);
}

static int
put_entry(const struct affidavit_source *s, uint64_t index, struct buffer *out)
{
	struct buffer entry = {0}, proof = {0};
	int r;

	if ((r = s->prove(s->context, index, &entry, &proof)) == 0) {
		json_put_key(out, "entry");
		json_put_string(out, entry.data, entry.len);
		json_put_key(out, "proof");
		json_put_string(out, proof.data, proof.len);
	}
	buffer_free(&entry);
	buffer_free(&proof);
	return r;
}

/* Lines. */

/* A line that is no UTF-8 can't be a JSON string that gives it back: nothing of ours writes one. */
static int
put_lines(struct buffer *out, const struct buffer *lines)
{
	const char *at = lines->data, *end = lines->len > 0 ? at + lines->len : at, *stop;

	if (utf8_valid_prefix(lines->data, lines->len) != lines->len)
		return ERR_FORMAT;
	json_put_key(out, "lines");
	for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1) {
		buffer_adds(out, at == lines->data ? "[\n" : ",\n");
		json_put_string(out, at, (size_t)(stop - at));
	}
	buffer_addc(out, ']');
	return 0;
}

static int
put_piece(const struct affidavit_source *s, const struct exhibit_piece *piece, struct buffer *out)
{
	size_t i;
	int r;

	buffer_addc(out, '{');
	json_put_key(out, "links");
	for (i = 0; i < piece->links.len; i += LINK_CORE_SIZE) {
		buffer_addc(out, i == 0 ? '[' : ',');
		put_base64(out, piece->links.data + i, LINK_CORE_SIZE);
	}
	buffer_addc(out, ']');
	json_put_key(out, "salts");
	put_base64(out, piece->salts.data, piece->salts.len);
	if ((r = put_lines(out, &piece->lines)) == 0)
		r = put_entry(s, piece->entry, out);
	buffer_addc(out, '}');
	return r;
}

int
affidavit_put_lines(const struct affidavit_source *s, const struct affidavit_claim *claim, const struct exhibit *exhibit,
    struct buffer *out)
{
	size_t i;
	int r = 0;

	begin(s, out);
	json_put_integer(out, "from", (int64_t)claim->from);
	json_put_integer(out, "to", (int64_t)claim->to - 1);
	if (claim->command >= 0) {
		json_put_integer(out, "command", claim->command);
		json_put_key(out, "text");
		json_put_string(out, claim->text ? claim->text : "", claim->text_len);
	}
	json_put_key(out, "frames");
	buffer_addc(out, '[');
	for (i = 0; i < exhibit->count && r == 0; i++) {
		if (i > 0)
			buffer_addc(out, ',');
		r = put_piece(s, &exhibit->pieces[i], out);
	}
	buffer_adds(out, "]}\n");
	return r ? r : buffer_status(out);
}

/* A whole session. */

struct outline {
	struct buffer links, salts; /* as they stand in the proof */
	unsigned char last[DIGEST_SIZE];
	uint64_t count;
	bool rotated;
};

static int
take_link(struct outline *o, const struct docket_session *session, const struct walk_item *item)
{
	const struct link *l = &item->link;

	if (memcmp(&l->session, &session->id, sizeof l->session) != 0 || l->sequence != o->count ||
	    (o->count > 0 && memcmp(l->before, o->last, DIGEST_SIZE) != 0))
		return ERR_TAMPERED;
	if (o->count++ > 0) {
		buffer_addc(&o->links, ',');
		buffer_addc(&o->salts, ',');
	}
	put_base64(&o->links, (const char *)item->link_bytes + 8, LINK_CORE_SIZE);
	put_base64(&o->salts, l->salts, l->salts_len);
	o->rotated = l->flags & LINK_ROTATED;
	return link_digest(l, o->last);
}

static int
take_part(struct outline *o, const struct docket_session *session, const char *path)
{
	struct walk_item item;
	struct walk *walk;
	int r;

	if ((r = walk_open(path, &walk)) != 0)
		return r;
	while ((r = walk_next(walk, false, &item)) == 1 && (r = take_link(o, session, &item)) == 0)
		;
	walk_free(walk);
	return r;
}

static int
take_parts(struct outline *o, const struct docket_session *session, const char *path)
{
	uint32_t part = 0;
	char *name;
	int r;

	do {
		o->rotated = false;
		if ((name = part_path(path, part++)) == NULL)
			return -ENOMEM;
		r = take_part(o, session, name);
		free(name);
	} while (r == 0 && o->rotated);
	return r;
}

/* The entry that has the last link: mostly the closing one. */
static int
find_entry(const struct outline *o, const struct docket *docket, const struct docket_session *session, uint64_t *entry)
{
	const struct docket_frame *f;
	uint32_t i;

	if (session->has_final) {
		*entry = session->final_entry;
		return memcmp(session->final, o->last, DIGEST_SIZE) == 0 ? 0 : ERR_TAMPERED;
	}
	for (i = session->first_frame; i != DOCKET_NONE; i = f->next) {
		f = &docket->frames[i];
		if (f->sequence + 1 != o->count)
			continue;
		*entry = f->entry;
		return memcmp(f->digest, o->last, DIGEST_SIZE) == 0 ? 0 : ERR_TAMPERED;
	}
	return ERR_UNKNOWN;
}

int
affidavit_put_session(const struct affidavit_source *s, const char *path, const struct docket *docket,
    const struct docket_session *session, struct buffer *out)
{
	struct outline o = {0};
	char id[UUID_TEXT_SIZE];
	uint64_t entry;
	int r;

	if ((r = take_parts(&o, session, path)) != 0 || (r = find_entry(&o, docket, session, &entry)) != 0)
		goto done;
	uuid_format(&session->id, id);
	begin(s, out);
	json_put_member(out, "session", id);
	json_put_key(out, "links");
	buffer_addc(out, '[');
	buffer_add(out, o.links.data, o.links.len);
	buffer_addc(out, ']');
	json_put_key(out, "salts");
	buffer_addc(out, '[');
	buffer_add(out, o.salts.data, o.salts.len);
	buffer_addc(out, ']');
	if ((r = put_entry(s, entry, out)) == 0) {
		buffer_adds(out, "}\n");
		r = o.links.broken || o.salts.broken ? -ENOMEM : buffer_status(out);
	}
done:
	buffer_free(&o.links);
	buffer_free(&o.salts);
	return r;
}
