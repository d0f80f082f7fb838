/*
 * Keeps the key of an epoch.
 *
 *   holds    key may sign next; last is the newest checkpoint, which nobody else can have signed
 *   refused  what stands there is not what was signed last, or the log does not continue it: no key is left
 *
 * holds -> holds with each seal, whose key is freed (and wiped with that) as soon as its checkpoint is on the disk.  A failure of
 * the disk leaves it holding the same key, as long as the newest checkpoint is still the last.
 */
#include "lib/trail/warden.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/uuid.h"
#include "lib/trail/audit.h"
#include "lib/trail/logbook.h"
#include "lib/trail/seal.h"

#define PIECE 65536 /* of the log, when its end is looked at */

struct warden {
	struct logbook *book;
	char *handover;
	struct signet *key; /* NULL: refused */
	struct checkpoint last;
	bool any;
	int64_t log_size;   /* when it was signed last */
};

static const char *
folder_of(const struct warden *w)
{
	return logbook_folder(w->book);
}

static int64_t
size_of_log(const struct warden *w)
{
	char path[4096];
	struct stat st;

	snprintf(path, sizeof path, "%s/log.jsonl", folder_of(w));
	return stat(path, &st) == 0 ? (int64_t)st.st_size : -1;
}

static void
give_up_key(struct warden *w)
{
	signet_free(w->key);
	w->key = NULL;
}

/* Is the newest checkpoint the one that we know?  1, 0, or negative. */
static int
is_last(const struct warden *w)
{
	struct checkpoint c;
	int r = seal_newest(folder_of(w), &c);

	if (r < 0)
		return r;
	if (r == 0 || !w->any)
		return r == 0 && !w->any;
	return c.size == w->last.size && c.time == w->last.time && c.epoch == w->last.epoch &&
	    memcmp(c.root, w->last.root, DIGEST_SIZE) == 0 && memcmp(c.signature, w->last.signature, SIGNET_SIGNATURE_SIZE) == 0;
}

/* Sign with our key; next (may be NULL) is what it hands on to. */
static int
sign(struct warden *w, struct signet **next, bool broke)
{
	struct seal_request q = {.key = w->key, .broke = broke, .silence = true};
	struct checkpoint c;
	int64_t size = size_of_log(w);
	int r;

	if (w->key == NULL)
		return ERR_TAMPERED;
	if (next != NULL)
		q.next = signet_public(*next);
	if ((r = is_last(w)) == 1)
		r = seal_log(folder_of(w), &q, &c);
	else if (r == 0)
		r = ERR_TAMPERED;
	if (r == 0 && (r = seal_newest(folder_of(w), &w->last)) == 1) {
		w->any = true;
		w->log_size = size;
		if (next != NULL) {
			signet_free(w->key);
			w->key = *next;
			*next = NULL;
		}
		return 0;
	}
	if (r == ERR_TAMPERED || is_last(w) == 0)
		give_up_key(w);
	return r < 0 ? r : ERR_TAMPERED;
}

static int
seal_epoch(struct warden *w, bool broke)
{
	struct signet *next;
	int r;

	if (w->key == NULL)
		return ERR_TAMPERED;
	if ((r = signet_make(signet_name(w->key), &next)) != 0)
		return r;
	r = sign(w, &next, broke);
	signet_free(next);
	return r;
}

int
warden_seal(struct warden *w)
{
	return w->any && size_of_log(w) == w->log_size ? sign(w, NULL, false) : seal_epoch(w, false);
}

bool
warden_session_ended(const struct warden *w)
{
	static const char mark[] = "\"session_final_hash\":";
	char path[4096], piece[PIECE];
	int64_t at = w->any ? w->log_size : 0;
	ssize_t n;
	bool ended = false;
	int fd;

	if (w->any && size_of_log(w) == w->log_size)
		return false;
	snprintf(path, sizeof path, "%s/log.jsonl", folder_of(w));
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) < 0)
		return false;
	/* pieces overlap by as much as the mark is long */
	while (!ended && (n = pread(fd, piece, sizeof piece, at)) >= (ssize_t)sizeof mark) {
		ended = memmem(piece, (size_t)n, mark, sizeof mark - 1) != NULL;
		at += n - (ssize_t)sizeof mark + 1;
		if (n < (ssize_t)sizeof piece)
			break;
	}
	close(fd);
	return ended;
}

int
warden_stop(struct warden *w)
{
	int r = seal_epoch(w, false);

	/* a crash in between leaves nobody with the key: a break, as any crash */
	return r == 0 ? signet_save(w->key, w->handover) : r;
}

static int
begin_log(struct warden *w, const char *store)
{
	char text[UUID_TEXT_SIZE], name[SIGNET_NAME_MAX];
	struct buffer vkey = {0};
	struct uuid id;
	int r;

	if ((r = uuid_make(&id, clock_realtime_ms())) != 0)
		return r;
	uuid_format(&id, text);
	snprintf(name, sizeof name, "steno-trail/%s", text);
	if ((r = signet_make(name, &w->key)) == 0 && (r = signet_put_public(w->key, &vkey)) == 0)
		r = buffer_string(&vkey) ? logbook_begin_sealed(store, vkey.data) : -ENOMEM;
	if (r == 0)
		r = logbook_open(store, LOGBOOK_THERE, NULL, &w->book);
	buffer_free(&vkey);
	return r;
}

/* Read and destroyed, so that no second one can have it.  ERR_NOTFOUND: there is none, or none that may sign next. */
static int
take_handover(struct warden *w, const char *origin)
{
	static const char zeros[512];
	struct stat st;
	int fd, r;

	r = signet_load(w->handover, &w->key);
	if (r == -ENOENT)
		return ERR_NOTFOUND;
	if ((fd = open(w->handover, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)) < 0 || fstat(fd, &st) != 0 ||
	    file_pwrite(fd, zeros, st.st_size < 512 ? (size_t)st.st_size : sizeof zeros, 0) != 0 || fdatasync(fd) != 0 ||
	    unlink(w->handover) != 0 || file_sync_folder_of(w->handover) != 0) {
		r = -errno;
		give_up_key(w);
	}
	if (fd >= 0)
		close(fd);
	if (r == 0 && signet_can_sign(w->key) && strcmp(signet_name(w->key), origin) == 0 && w->any && w->last.has_next &&
	    memcmp(w->last.next, signet_public(w->key), SIGNET_KEY_SIZE) == 0)
		return 0;
	give_up_key(w);
	return r == 0 || r == ERR_FORMAT || r == ERR_LIMIT ? ERR_NOTFOUND : r;
}

/* The key that was announced is gone with whoever had it. */
static int
break_epoch(struct warden *w, const char *origin)
{
	struct buffer vkey = {0}, detail = {0};
	struct entry e = {.action = "key.changed", .severity = "critical"};
	int r;

	if ((r = signet_make(origin, &w->key)) != 0 || (r = signet_put_public(w->key, &vkey)) != 0)
		goto done;
	buffer_addf(&detail, "{\"epoch\":%" PRIu64 ",\"why\":\"lost\"}", w->any ? w->last.epoch + w->last.has_next + 1 : 1);
	if ((e.target = buffer_string(&vkey)) == NULL || (e.detail = buffer_string(&detail)) == NULL)
		r = -ENOMEM;
	else if ((r = logbook_append(w->book, &e, 5000)) == 0)
		r = seal_epoch(w, true);
done:
	buffer_free(&vkey);
	buffer_free(&detail);
	return r;
}

/* A trail that does not verify gets no signature more.  Its origin. */
static int
examine(struct warden *w, char origin[SIGNET_NAME_MAX], char **why)
{
	struct audit_request q = {.folder = folder_of(w)};
	struct audit_result found;
	int r;

	if ((r = audit_trail(&q, &found)) == 0) {
		if (found.personal) {
			*why = strdup("it is a personal store: it signs for itself, with the key that lies in it");
			r = ERR_RANGE;
		} else if (found.intact != AUDIT_YES || found.complete == AUDIT_NO) {
			*why = strndup(found.what.data ? found.what.data : "", found.what.len);
			r = ERR_TAMPERED;
		}
		snprintf(origin, SIGNET_NAME_MAX, "%s", found.origin);
	}
	audit_release(&found);
	return r;
}

static int
go_on(struct warden *w, enum warden_start *how, char **why)
{
	char origin[SIGNET_NAME_MAX] = "";
	int r;

	if ((r = examine(w, origin, why)) != 0 || (r = seal_newest(folder_of(w), &w->last)) < 0)
		return r;
	w->any = r == 1;
	if ((r = take_handover(w, origin)) == 0) {
		*how = WARDEN_RESUMED;
		return seal_epoch(w, false);
	}
	*how = WARDEN_BROKE;
	return r == ERR_NOTFOUND ? break_epoch(w, origin) : r;
}

int
warden_begin(const char *store, struct warden **out, enum warden_start *how, char **why)
{
	struct warden *w = calloc(1, sizeof *w);
	int r = -ENOMEM;

	*out = NULL;
	*why = NULL;
	if (w == NULL || asprintf(&w->handover, "%s/trail/handover", store) < 0)
		goto done;
	if ((r = logbook_open(store, LOGBOOK_THERE, NULL, &w->book)) == 0) {
		r = go_on(w, how, why);
	} else if (r == ERR_NOTFOUND && (r = begin_log(w, store)) == 0) {
		*how = WARDEN_BEGAN;
		r = seal_epoch(w, false);
	}
done:
	if (r != 0) {
		warden_free(w);
		return r;
	}
	*out = w;
	return 0;
}

void
warden_free(struct warden *w)
{
	if (w == NULL)
		return;
	give_up_key(w);
	logbook_free(w->book);
	free(w->handover);
	free(w);
}

bool
warden_holds(const struct warden *w)
{
	return w->key != NULL;
}

const struct checkpoint *
warden_newest(const struct warden *w)
{
	return &w->last;
}
