/* The proofs in an archive of evidence. */
#include "trail/voucher.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"

void
voucher_name(const struct uuid *session, int64_t command, char out[VOUCHER_NAME_SIZE])
{
	char id[UUID_TEXT_SIZE];

	uuid_format(session, id);
	if (command < 0)
		snprintf(out, VOUCHER_NAME_SIZE, "proofs/%s.proof", id);
	else
		snprintf(out, VOUCHER_NAME_SIZE, "proofs/%s-%" PRId64 ".proof", id, command);
}

/* What keeps a proof from being made is no failure: the recording is not the one that the trail tells of, or it tells too little. */
static int
verdict(int r)
{
	switch (r) {
	case 0:
		return 1;
	case ERR_UNKNOWN:
	case ERR_TAMPERED:
	case ERR_NOTFOUND:
	case ERR_RANGE:
	case ERR_FORMAT:
	case ERR_DAMAGED:
	case ERR_TRUNCATED:
	case ERR_LIMIT:
	case ERR_COMPRESS:
	case -ENOENT:
		return 0;
	}
	return r;
}

int
voucher_session(const struct voucher *v, const char *path, const struct uuid *id, struct buffer *out)
{
	const struct docket_session *s = docket_find(v->docket, id);

	return s == NULL ? 0 : verdict(affidavit_put_session(&v->source, path, v->docket, s, out));
}

int
voucher_command(const struct voucher *v, const char *path, const struct uuid *id, const struct affidavit_claim *claim, struct buffer *out)
{
	const struct docket_session *s = docket_find(v->docket, id);
	struct exhibit exhibit;
	int r;

	if (s == NULL)
		return 0;
	if ((r = exhibit_gather(path, v->docket, s, claim->from, claim->to, &exhibit)) == 0)
		r = affidavit_put_lines(&v->source, claim, &exhibit, out);
	exhibit_release(&exhibit);
	return verdict(r);
}

/* What the text claims: 1, or 0 where it is no proof of a command. */
static int
read_claim(const struct json *root, struct affidavit_claim *c)
{
	const int64_t from = json_integer(json_get(root, "from"), -1), to = json_integer(json_get(root, "to"), -1);

	c->command = json_integer(json_get(root, "command"), -1);
	c->text = json_string(json_get(root, "text"), &c->text_len);
	if (from < 0 || to < from || to == INT64_MAX || c->command < 0 || c->text == NULL)
		return 0;
	c->from = (uint64_t)from;
	c->to = (uint64_t)to + 1;
	return 1;
}

int
voucher_check(const struct voucher *v, const char *path, const struct uuid *id, const char *name, const struct buffer *text)
{
	struct json_document *document = NULL;
	char right[VOUCHER_NAME_SIZE];
	struct affidavit_claim claim;
	struct buffer again = {0};
	int r;

	voucher_name(id, -1, right);
	if (strcmp(name, right) == 0) {
		r = voucher_session(v, path, id, &again);
	} else if (text->len == 0 || json_parse(text->data, text->len, &document) != 0) {
		r = 0;
	} else if ((r = read_claim(json_root(document), &claim)) == 1) {
		voucher_name(id, claim.command, right);
		r = strcmp(name, right) == 0 ? voucher_command(v, path, id, &claim, &again) : 0;
	}
	if (r == 1)
		r = again.len == text->len && memcmp(again.data, text->data, text->len) == 0;
	json_free(document);
	buffer_free(&again);
	return r;
}
