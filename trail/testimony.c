/* What a store's trail says in an archive of evidence. */
#include "trail/testimony.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/trail/logbook.h"
#include "lib/trail/scroll.h"

#define WAIT_MS 10000

/* Say it, and sign it: what is read then covers it. */
static int
say(const char *store, const struct entry *list, size_t count)
{
	struct logbook *book;
	size_t i;
	int r;

	if ((r = logbook_open(store, LOGBOOK_THERE, NULL, &book)) != 0)
		return r;
	for (i = 0; r == 0 && i < count; i++)
		r = logbook_append(book, &list[i], WAIT_MS);
	if (r == 0 && (r = logbook_sync(book)) == 0)
		r = logbook_seal(book, 0);
	logbook_free(book);
	return r;
}

static int
say_exported(const struct testimony *t)
{
	const struct roll *roll = t->roll;
	const char *how = roll->redacted ? "{\"format\":\"evidence\",\"redacted\":true}" : "{\"format\":\"evidence\",\"redacted\":false}";
	struct entry *list = calloc(roll->count, sizeof *list);
	char (*ids)[UUID_TEXT_SIZE] = calloc(roll->count, sizeof *ids);
	uint32_t i;
	int r = list && ids ? 0 : -ENOMEM;

	for (i = 0; r == 0 && i < roll->count; i++) {
		uuid_format(&roll->sessions[i].item.id, ids[i]);
		list[i] = (struct entry){.action = "session.exported", .target = ids[i], .session = ids[i], .detail = how,
		    .severity = roll->redacted ? "info" : "notice"};
	}
	if (r == 0)
		r = say(t->store, list, roll->count);
	free(list);
	free(ids);
	return r;
}

int
testimony_begin(struct testimony *t, const char *store, const struct roll *roll)
{
	int r;

	*t = (struct testimony){.store = store, .roll = roll};
	if (store == NULL || (r = say_exported(t)) == ERR_NOTFOUND)
		return 0;
	if (r != 0 || (r = custody_open(store, &t->custody)) != 0)
		return r;
	r = notary_open(store, &t->notary);
	if (r == ERR_NOTFOUND || r == ERR_TAMPERED)
		report_warning("the trail of %s can't be proven, and the archive has no proofs: %s", store, error_text(r));
	return r == ERR_NOTFOUND || r == ERR_TAMPERED ? 0 : r;
}

void
testimony_release(struct testimony *t)
{
	notary_free(t->notary);
	custody_release(&t->custody);
	memset(t, 0, sizeof *t);
}

static int
open_log(const struct testimony *t, int *fd, struct scroll **scroll)
{
	char path[4400];
	int r;

	*scroll = NULL;
	snprintf(path, sizeof path, "%s/trail/log.jsonl", t->store);
	if ((*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	if ((r = scroll_new(*fd, scroll)) != 0)
		close(*fd);
	return r;
}

/* Of the sessions. */

static int
by_id(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct uuid));
}

static struct uuid *
sorted_ids(const struct roll *roll)
{
	struct uuid *ids = calloc(roll->count + 1, sizeof *ids);
	uint32_t i;

	for (i = 0; ids != NULL && i < roll->count; i++)
		ids[i] = roll->sessions[i].item.id;
	if (ids != NULL)
		qsort(ids, roll->count, sizeof *ids, by_id);
	return ids;
}

/* The first entry says whose log it is. */
static bool
is_of_these(const struct uuid *ids, size_t count, const struct entry_view *v)
{
	char text[UUID_TEXT_SIZE];
	struct uuid id;

	if (v->index == 0)
		return true;
	if (v->erased || v->session.len != sizeof text - 1)
		return false;
	memcpy(text, v->session.data, sizeof text - 1);
	text[sizeof text - 1] = '\0';
	return uuid_parse(text, &id) == 0 && bsearch(&id, ids, count, sizeof id, by_id) != NULL;
}

static int
gather_entries(struct testimony *t, struct scroll *scroll, struct buffer *entries, struct buffer *proofs)
{
	struct uuid *ids = sorted_ids(t->roll);
	struct scroll_line line;
	struct entry_view v;
	int r = ids ? 0 : -ENOMEM;

	while (r == 0 && (r = scroll_next(scroll, &line)) == 1) {
		r = 0;
		if (entry_parse(line.data, line.len, &v) != 0) {
			r = ERR_TAMPERED;
		} else if (is_of_these(ids, t->roll->count, &v) && (r = notary_prove(t->notary, v.index, entries, proofs)) == 0) {
			buffer_addc(entries, '\n');
			buffer_addc(proofs, '\n');
		}
	}
	free(ids);
	return r == ERR_RANGE ? 0 : r; /* behind the checkpoint */
}

int
testimony_put(struct testimony *t, struct parcel *p)
{
	struct buffer entries = {0}, proofs = {0}, key = {0};
	struct scroll *scroll;
	char path[4400];
	int fd, r;

	if ((r = open_log(t, &fd, &scroll)) != 0)
		return r;
	buffer_addf(&key, "%s\n", notary_key(t->notary));
	if ((r = gather_entries(t, scroll, &entries, &proofs)) == 0 && (r = parcel_put(p, "trail/key.pub", &key)) == 0 &&
	    (r = parcel_put(p, "trail/entries.jsonl", &entries)) == 0)
		r = parcel_put(p, "trail/proofs", &proofs);
	snprintf(path, sizeof path, "%s/trail/checkpoints", t->store);
	if (r == 0)
		r = parcel_copy(p, path, "trail/checkpoints");
	scroll_free(scroll);
	close(fd);
	buffer_free(&entries);
	buffer_free(&proofs);
	buffer_free(&key);
	return r;
}

/* Of the archive. */

/* The entry that was just written stands behind what was read before. */
static int
prove_manifest(struct testimony *t, const char *target, struct buffer *entry, struct buffer *proof)
{
	struct entry_view v;
	struct scroll_line line;
	struct scroll *scroll;
	bool is = false;
	int fd, r;

	if ((r = open_log(t, &fd, &scroll)) != 0)
		return r;
	scroll_seek(scroll, t->custody.last > 0 ? t->custody.last : 0);
	while (!is && (r = scroll_next(scroll, &line)) == 1)
		if ((r = entry_parse(line.data, line.len, &v)) != 0)
			break;
		else
			is = entry_is(&v.action, "evidence.exported") && entry_is(&v.target, target);
	if (r >= 0)
		r = is ? notary_prove(t->notary, v.index, entry, proof) : ERR_NOTFOUND;
	scroll_free(scroll);
	close(fd);
	return r;
}

int
testimony_sign(struct testimony *t, struct parcel *p, const unsigned char manifest[DIGEST_SIZE])
{
	struct buffer entry = {0}, proof = {0};
	char hex[2 * DIGEST_SIZE + 1], detail[60];
	const struct entry e = {.action = "evidence.exported", .target = hex, .severity = "notice", .detail = detail};
	int r;

	hex_encode(manifest, DIGEST_SIZE, hex);
	snprintf(detail, sizeof detail, "{\"sessions\":%u,\"redacted\":%s}", t->roll->count, t->roll->redacted ? "true" : "false");
	notary_free(t->notary);
	t->notary = NULL;
	if ((r = say(t->store, &e, 1)) == 0 && (r = notary_open(t->store, &t->notary)) == 0) {
		/* what was proven before is under the key that is in the archive */
		if (strcmp(notary_key(t->notary), t->roll->key) != 0) {
			report_error("the key of %s was changed just now: make the archive again", t->store);
			r = ERR_FAILED;
		} else {
			r = prove_manifest(t, hex, &entry, &proof);
		}
	}
	if (r == 0) {
		buffer_addc(&entry, '\n');
		if ((r = parcel_put(p, "trail/bundle.entry", &entry)) == 0)
			r = parcel_put(p, "trail/bundle.proof", &proof);
	}
	buffer_free(&entry);
	buffer_free(&proof);
	return r;
}
