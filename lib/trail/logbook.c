/*
 * Writes a store's trail.
 *
 * What is known of the log's end (end, index, prev) holds as long as the file has that size: every writer only appends,
 * under the lock.  Otherwise the last line is read anew, and looked at:
 *
 *   whole, verifies, of this boot          -> go on behind it
 *   bytes behind the last line feed        -> a killed writer's: cut, and said (trail.torn)
 *   of an earlier boot, or does not verify -> all lines behind the newest checkpoint are read; where the machine was
 *                                             started anew, what does not verify is what a power cut left: cut, and said
 *   fewer entries than the newest checkpoint, or a last line that does not verify without such an excuse
 *                                          -> said (trail.broke), and nothing is mended
 */
#include "lib/trail/logbook.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/lease.h"
#include "lib/trail/cabinet.h"
#include "lib/trail/keyring.h"
#include "lib/trail/scroll.h"
#include "lib/trail/seal.h"

#define WAIT_STEP_MS 2
#define KEY_WAIT_MS 1000
#define SALTS 32 /* fetched at once */

struct logbook {
	char *folder, *path;
	int fd;
	struct doer actor;
	struct digest *digest;
	struct buffer line;
	char boot_id[40];
	bool known; /* end, index and prev are of a log of size `end` */
	int64_t end;
	uint64_t index;
	unsigned char prev[DIGEST_SIZE];
	unsigned char salts[SALTS][ENTRY_SALT_SIZE];
	unsigned salts_left;
};

static int
join(char **out, const char *folder, const char *name)
{
	return asprintf(out, "%s/%s", folder, name) < 0 ? (*out = NULL, -ENOMEM) : 0;
}

static int
open_log(struct logbook *b, bool begin)
{
	b->fd = cabinet_open(b->folder, "log.jsonl", O_RDWR | (begin ? O_CREAT : 0));
	if (b->fd >= 0)
		return 0;
	return b->fd == -ENOENT ? ERR_NOTFOUND : b->fd;
}

static int
make(const char *store, const struct doer *actor, struct logbook **out)
{
	struct logbook *b = calloc(1, sizeof *b);
	int r;

	if ((*out = b) == NULL)
		return -ENOMEM;
	b->fd = -1;
	if (actor != NULL)
		b->actor = *actor;
	else
		doer_load(&b->actor);
	clock_boot_id(b->boot_id, sizeof b->boot_id);
	if ((r = join(&b->folder, store, "trail")) != 0 || (r = join(&b->path, b->folder, "log.jsonl")) != 0)
		return r;
	return digest_new(&b->digest);
}

int
logbook_open(const char *store, enum logbook_way way, const struct doer *actor, struct logbook **out)
{
	struct logbook *b;
	int r;

	*out = NULL;
	if ((r = make(store, actor, &b)) == 0 && (way == LOGBOOK_THERE || (r = file_make_folders(b->folder)) == 0))
		r = open_log(b, way == LOGBOOK_PERSONAL);
	if (r != 0) {
		logbook_free(b);
		return r;
	}
	*out = b;
	return 0;
}

void
logbook_free(struct logbook *b)
{
	if (b == NULL)
		return;
	if (b->fd >= 0)
		close(b->fd);
	digest_free(b->digest);
	buffer_free(&b->line);
	free(b->folder);
	free(b->path);
	free(b);
}

const char *
logbook_folder(const struct logbook *b)
{
	return b->folder;
}

static int
take_lock(struct logbook *b, int wait_ms)
{
	const struct timespec step = {.tv_nsec = WAIT_STEP_MS * 1000000};
	int waited, r;

	for (waited = 0; (r = lease_take(b->fd)) == ERR_BUSY && waited < wait_ms; waited += WAIT_STEP_MS)
		nanosleep(&step, NULL);
	return r;
}

static void
drop_lock(struct logbook *b)
{
	struct flock none = {.l_type = F_UNLCK, .l_whence = SEEK_SET};

	fcntl(b->fd, F_OFD_SETLK, &none);
}

static int
take_salt(struct logbook *b, unsigned char salt[ENTRY_SALT_SIZE])
{
	if (b->salts_left == 0) {
		if (getrandom(b->salts, sizeof b->salts, 0) != (ssize_t)sizeof b->salts)
			return -errno;
		b->salts_left = SALTS;
	}
	memcpy(salt, b->salts[--b->salts_left], ENTRY_SALT_SIZE);
	memset(b->salts[b->salts_left], 0, ENTRY_SALT_SIZE);
	return 0;
}

/* Write one entry behind b->end.  With the lock. */
static int
put(struct logbook *b, const struct entry *e)
{
	struct entry_place place = {.index = b->index, .time = clock_realtime_ms(), .boot_time = clock_boottime_ms(),
	    .boot_id = b->boot_id, .uid = b->actor.uid, .name = b->actor.name,
	    .client = *b->actor.client ? b->actor.client : NULL};
	unsigned char hash[DIGEST_SIZE];
	int r;

	memcpy(place.prev, b->prev, DIGEST_SIZE);
	buffer_clear(&b->line);
	if ((r = take_salt(b, place.salt)) != 0 || (r = entry_encode(&b->line, b->digest, e, &place, hash)) != 0)
		return r;
	if ((r = file_pwrite(b->fd, b->line.data, b->line.len, b->end)) != 0) {
		/* a half line would be taken for a crash's */
		b->known = ftruncate(b->fd, b->end) == 0;
		return r;
	}
	b->end += (int64_t)b->line.len;
	b->index++;
	memcpy(b->prev, hash, DIGEST_SIZE);
	b->known = true;
	return 0;
}

static int
put_detail(struct logbook *b, const char *action, const char *target, const char *severity, struct buffer *detail)
{
	struct entry e = {.action = action, .target = target, .severity = severity};
	int r;

	if ((e.detail = buffer_string(detail)) == NULL)
		return -ENOMEM;
	if ((r = put(b, &e)) == 0 && fdatasync(b->fd) != 0)
		r = -errno;
	return r;
}

static int
say_began(struct logbook *b, const char *vkey, const char *protection)
{
	size_t name = strcspn(vkey, "+");
	char origin[SIGNET_NAME_MAX];
	struct buffer detail = {0};
	int r;

	snprintf(origin, sizeof origin, "%.*s", (int)name, vkey);
	buffer_addc(&detail, '{');
	json_put_member(&detail, "key", vkey);
	json_put_member(&detail, "protection", protection);
	buffer_addc(&detail, '}');
	r = put_detail(b, "trail.began", origin, "notice", &detail);
	buffer_free(&detail);
	return r;
}

static int
say_torn(struct logbook *b, uint64_t bytes)
{
	struct buffer detail = {0};
	int r;

	buffer_addf(&detail, "{\"bytes\":%" PRIu64 "}", bytes);
	r = put_detail(b, "trail.torn", NULL, "warning", &detail);
	buffer_free(&detail);
	return r;
}

static int
say_broke(struct logbook *b, const struct checkpoint *c)
{
	char root[2 * DIGEST_SIZE + 1];
	struct buffer detail = {0};
	int r;

	hex_encode(c->root, DIGEST_SIZE, root);
	buffer_addf(&detail, "{\"size\":%" PRIu64 ",\"root\":\"%s\"}", c->size, root);
	r = put_detail(b, "trail.broke", NULL, "critical", &detail);
	buffer_free(&detail);
	return r;
}

/* An empty log: a new one, or one that somebody emptied. */
static int
begin(struct logbook *b)
{
	struct buffer vkey = {0};
	struct checkpoint c;
	int r;

	b->end = 0;
	b->index = 0;
	memset(b->prev, 0, sizeof b->prev);
	if ((r = seal_newest(b->folder, &c)) == 1)
		return say_broke(b, &c);
	if (r == 0)
		r = keyring_begin(b->folder, &vkey);
	if (r == 0)
		r = buffer_string(&vkey) ? say_began(b, vkey.data, "personal") : -ENOMEM;
	if (r == 0)
		r = file_sync_folder_of(b->path);
	buffer_free(&vkey);
	return r;
}

/* What the end of a log looks like. */
struct tail {
	bool whole;    /* the last line parses and verifies */
	bool same_boot;
	int64_t end;   /* behind the last line feed */
	uint64_t torn; /* bytes behind that */
};

static int
take_last(struct logbook *b, const char *line, size_t len, struct tail *t)
{
	struct entry_view v;
	int r;

	if (entry_parse(line, len, &v) != 0)
		return 0;
	if ((r = entry_check(b->digest, line, &v)) < 0)
		return r;
	t->whole = r == 1;
	t->same_boot = entry_is(&v.boot_id, b->boot_id);
	b->index = v.index + 1;
	memcpy(b->prev, v.hash, DIGEST_SIZE);
	return 0;
}

static int
look_at_tail(struct logbook *b, int64_t size, struct tail *t)
{
	size_t want = size < 2 * (int64_t)ENTRY_LINE_MAX ? (size_t)size : 2 * ENTRY_LINE_MAX;
	struct buffer bytes = {0};
	const char *stop, *start;
	int r = 0;

	memset(t, 0, sizeof *t);
	if (buffer_reserve(&bytes, want) == NULL)
		return -ENOMEM;
	if (file_pread(b->fd, bytes.data, want, size - (int64_t)want) != (ssize_t)want) {
		r = -EIO;
	} else if ((stop = memrchr(bytes.data, '\n', want)) == NULL) {
		t->torn = want; /* nothing but a piece of a line: the first, or what nobody writes */
		t->end = size - (int64_t)want;
	} else {
		t->torn = want - (size_t)(stop + 1 - bytes.data);
		t->end = size - (int64_t)t->torn;
		start = memrchr(bytes.data, '\n', (size_t)(stop - bytes.data));
		start = start ? start + 1 : bytes.data;
		r = take_last(b, start, (size_t)(stop - start), t);
	}
	buffer_free(&bytes);
	return r;
}

/* Where entry number *index begins: by the tree's state if it is of use, else counted from the start. */
static int
find_entry(struct logbook *b, struct scroll *scroll, uint64_t index)
{
	struct scroll_line line;
	struct shelf *shelf;
	uint64_t number = 0;
	int64_t offset = 0;
	int r;

	if (shelf_open(b->folder, false, &shelf) == 0) {
		if (shelf_where(shelf, index, &number, &offset) != 0)
			number = 0, offset = 0;
		shelf_free(shelf);
	}
	scroll_seek(scroll, offset);
	for (; number < index; number++)
		if ((r = scroll_next(scroll, &line)) != 1)
			return r == 0 || r == ERR_LIMIT ? ERR_NOTFOUND : r;
	return 0;
}

/*
 * Follow the chain from entry `from` to the last line that belongs to it, which is the log's end then.  1: all lines
 * do; 0: some at the end don't; ERR_NOTFOUND: there are fewer than `from`.  *same_boot is of the last that does.
 */
static int
follow_chain(struct logbook *b, uint64_t from, bool *same_boot)
{
	struct scroll_line line;
	struct scroll *scroll;
	struct entry_view v;
	uint64_t first = from > 0 ? from - 1 : 0, behind;
	bool any = false;
	int r;

	if ((r = scroll_new(b->fd, &scroll)) != 0)
		return r;
	b->index = 0;
	b->end = 0;
	memset(b->prev, 0, sizeof b->prev);
	if ((r = find_entry(b, scroll, first)) != 0)
		goto done;
	b->index = first;
	b->end = scroll_end(scroll, &behind);
	while ((r = scroll_next(scroll, &line)) == 1) {
		if (entry_parse(line.data, line.len, &v) != 0 || v.index != b->index ||
		    ((any || first == 0) && !v.erased && memcmp(v.prev, b->prev, DIGEST_SIZE) != 0) ||
		    (r = entry_check(b->digest, line.data, &v)) != 1)
			break;
		any = true;
		*same_boot = entry_is(&v.boot_id, b->boot_id);
		memcpy(b->prev, v.hash, DIGEST_SIZE);
		b->index++;
		b->end = line.offset + (int64_t)line.len + 1;
	}
	r = r < 0 && r != ERR_LIMIT ? r : b->index < from ? ERR_NOTFOUND : r == 0 && scroll_end(scroll, &behind) == b->end;
done:
	scroll_free(scroll);
	return r;
}

static int
cut_to(struct logbook *b, int64_t end)
{
	struct stat st;
	int64_t bytes;

	if (fstat(b->fd, &st) != 0)
		return -errno;
	bytes = (int64_t)st.st_size - end;
	b->end = end;
	if (bytes <= 0)
		return 0;
	if (ftruncate(b->fd, end) != 0)
		return -errno;
	return say_torn(b, (uint64_t)bytes);
}

/* The last line's hash is no use: go on behind whatever can be read as an entry before it. */
static int
break_off(struct logbook *b, const struct tail *t, const struct checkpoint *c)
{
	if (ftruncate(b->fd, t->end) != 0)
		return -errno;
	b->end = t->end;
	return say_broke(b, c);
}

/* The machine was started anew since, or the last line is none: what stands behind the newest checkpoint? */
static int
examine(struct logbook *b, const struct tail *t, const struct checkpoint *c)
{
	uint64_t index = b->index;
	unsigned char prev[DIGEST_SIZE];
	bool same_boot = false;
	int r;

	memcpy(prev, b->prev, DIGEST_SIZE);
	r = follow_chain(b, c->size, &same_boot);
	if (r < 0 && r != ERR_NOTFOUND)
		return r;
	/* a power cut tears what was not synced, and only that */
	if (r >= 0 && (r == 1 || !same_boot))
		return cut_to(b, b->end);
	b->index = index;
	memcpy(b->prev, prev, DIGEST_SIZE);
	return break_off(b, t, c);
}

/* The log has grown, or we see it for the first time.  With the lock. */
static int
look(struct logbook *b, int64_t size)
{
	struct checkpoint c = {.size = 0};
	struct tail t;
	int r;

	if (size == 0)
		return begin(b);
	if ((r = look_at_tail(b, size, &t)) != 0)
		return r;
	if (t.end == 0 && size < (int64_t)ENTRY_LINE_MAX) {
		/* not one whole line: its beginning was cut by a crash */
		if (ftruncate(b->fd, 0) != 0)
			return -errno;
		return begin(b);
	}
	if ((r = seal_newest(b->folder, &c)) < 0)
		return r;
	if (t.whole && t.same_boot && b->index >= c.size)
		return cut_to(b, t.end);
	if (t.whole && b->index < c.size)
		return break_off(b, &t, &c);
	return examine(b, &t, &c);
}

/* A log that was removed or replaced below us: whoever did that, we go on in the one that has the name. */
static int
reopen_if_gone(struct logbook *b)
{
	struct stat st;

	if (fstat(b->fd, &st) != 0)
		return -errno;
	if (st.st_nlink > 0)
		return 0;
	close(b->fd);
	b->known = false;
	return open_log(b, true);
}

int
logbook_append(struct logbook *b, const struct entry *e, int wait_ms)
{
	struct stat st;
	int r;

	if ((r = reopen_if_gone(b)) != 0 || (r = take_lock(b, wait_ms)) != 0)
		return r;
	if (fstat(b->fd, &st) != 0)
		r = -errno;
	else if (!b->known || st.st_size != b->end)
		r = look(b, st.st_size);
	b->known = r == 0;
	if (r == 0)
		r = put(b, e);
	drop_lock(b);
	return r;
}

/* May this one be erased?  Proofs of recordings and of the log itself need the others. */
static bool
is_erasable(const struct entry_view *v)
{
	return !v->has_final && !entry_is(&v->action, "session.frame") &&
	    !(v->action.len >= 6 && memcmp(v->action.data, "trail.", 6) == 0);
}

/* The stub of the entry whose line begins there, in `stub`.  With the lock. */
static int
make_stub(struct logbook *b, uint64_t index, int64_t offset, struct buffer *stub)
{
	struct scroll_line line;
	struct scroll *scroll;
	struct entry_view v;
	int r;

	if ((r = scroll_new(b->fd, &scroll)) != 0)
		return r;
	scroll_seek(scroll, offset);
	if ((r = scroll_next(scroll, &line)) != 1 || entry_parse(line.data, line.len, &v) != 0 || v.index != index)
		r = r < 0 && r != ERR_LIMIT ? r : ERR_NOTFOUND;
	else if (v.erased)
		r = 0;
	else
		r = is_erasable(&v) ? entry_erase(stub, &v, line.len) : ERR_RANGE;
	scroll_free(scroll);
	return r;
}

static int
say_erased(struct logbook *b, uint64_t index, const char *reason)
{
	struct buffer detail = {0};
	struct stat st;
	int r;

	if (fstat(b->fd, &st) != 0)
		return -errno;
	if ((!b->known || st.st_size != b->end) && (r = look(b, st.st_size)) != 0) {
		b->known = false;
		return r;
	}
	buffer_addc(&detail, '{');
	json_put_integer(&detail, "from", (int64_t)index);
	json_put_integer(&detail, "to", (int64_t)index);
	json_put_member(&detail, "reason", reason);
	buffer_addc(&detail, '}');
	r = put_detail(b, "trail.erased", NULL, "notice", &detail);
	buffer_free(&detail);
	return r;
}

int
logbook_erase(struct logbook *b, uint64_t index, int64_t offset, const char *reason, int wait_ms)
{
	struct buffer stub = {0};
	int r;

	if ((r = reopen_if_gone(b)) != 0 || (r = take_lock(b, wait_ms)) != 0)
		return r;
	/* its authority is on the disk before it goes: a crash leaves an entry that was to go, and no hole without a reason */
	if ((r = make_stub(b, index, offset, &stub)) == 0 && stub.len > 0 && (r = say_erased(b, index, reason)) == 0 &&
	    (r = file_pwrite(b->fd, stub.data, stub.len, offset)) == 0 && fdatasync(b->fd) != 0)
		r = -errno;
	drop_lock(b);
	buffer_free(&stub);
	return r;
}

int
logbook_begin_sealed(const char *store, const char *vkey)
{
	struct logbook *b;
	struct stat st;
	int r;

	if ((r = logbook_open(store, LOGBOOK_PERSONAL, NULL, &b)) != 0)
		return r;
	if ((r = take_lock(b, 1000)) == 0 && fstat(b->fd, &st) != 0)
		r = -errno;
	if (r == 0 && st.st_size > 0)
		r = -EEXIST;
	if (r == 0 && (r = keyring_publish(b->folder, vkey)) == 0)
		r = say_began(b, vkey, "sealed");
	logbook_free(b);
	return r;
}

int
logbook_sync(struct logbook *b)
{
	return file_sync_data(b->fd);
}

/* Does the log say of itself that it is a personal store's?  1 and its origin, 0, or negative. */
static int
is_personal(struct logbook *b, struct buffer *origin)
{
	static const char word[] = "\"protection\":\"personal\"";
	struct scroll_line line;
	struct scroll *scroll;
	struct entry_view v;
	int r;

	if ((r = scroll_new(b->fd, &scroll)) != 0)
		return r;
	if ((r = scroll_next(scroll, &line)) == 1) {
		r = entry_parse(line.data, line.len, &v) == 0 && entry_is(&v.action, "trail.began") &&
		    memmem(v.detail.data, v.detail.len, word, sizeof word - 1) != NULL;
		if (r == 1)
			r = entry_plain(&v.target, origin) != 0 || buffer_string(origin) == NULL ? -ENOMEM : 1;
	}
	scroll_free(scroll);
	return r == ERR_LIMIT ? 0 : r;
}

static int
say_changed(struct logbook *b, const char *vkey)
{
	struct buffer detail = {0};
	struct checkpoint c;
	int r;

	if ((r = seal_newest(b->folder, &c)) < 0)
		return r;
	buffer_addf(&detail, "{\"epoch\":%" PRIu64 ",\"why\":\"lost\"}", r == 1 ? c.epoch + c.has_next + 1 : 1);
	r = put_detail(b, "key.changed", vkey, "critical", &detail);
	buffer_free(&detail);
	return r;
}

/* A personal store whose key is gone gets another, and says so: signing nothing more would be what its remover wanted. */
static int
replace_key(struct logbook *b)
{
	struct buffer origin = {0}, vkey = {0};
	struct stat st;
	int r;

	if ((r = take_lock(b, KEY_WAIT_MS)) != 0)
		return r;
	if ((r = is_personal(b, &origin)) == 1 && (r = keyring_replace(b->folder, origin.data, &vkey)) == 1) {
		if (fstat(b->fd, &st) != 0)
			r = -errno;
		else if ((r = b->known && st.st_size == b->end ? 0 : look(b, st.st_size)) == 0)
			r = buffer_string(&vkey) ? say_changed(b, vkey.data) : -ENOMEM;
		b->known = r == 0;
	}
	drop_lock(b);
	buffer_free(&origin);
	buffer_free(&vkey);
	return r;
}

int
logbook_seal(struct logbook *b, int64_t older_than)
{
	struct seal_request request = {.mend = true, .older_than = older_than, .silence = older_than > 0};
	struct signet *key = NULL;
	struct checkpoint c;
	char *path;
	int r;

	if ((r = join(&path, b->folder, "key")) != 0)
		return r;
	if ((r = signet_load(path, &key)) == -ENOENT && (r = replace_key(b)) == 0)
		r = signet_load(path, &key);
	free(path);
	if (r == -ENOENT)
		return 0; /* a signer's */
	if (r != 0)
		return r;
	request.key = key;
	r = seal_log(b->folder, &request, &c);
	signet_free(key);
	return r;
}
