/*
 * Signs what a log holds.
 *
 * The lock on `checkpoints` is also that of the shelf.  Order: the log is synced, then the checkpoint is written and
 * synced; so no crash leaves a checkpoint of entries that are not there.
 */
#include "lib/trail/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/lease.h"
#include "lib/trail/cabinet.h"
#include "lib/trail/entry.h"
#include "lib/trail/scroll.h"

#define WAIT_MS 5000
#define WAIT_STEP_MS 5

struct seal {
	const char *folder;
	const struct seal_request *request;
	int fd, log;
	struct checkpoint last;
	bool any;        /* last is one */
	bool broken;     /* the log does not continue it */
	int64_t end;     /* of the whole notes */
	struct buffer note;
	struct shelf *shelf;
};

static int
wait_for_lock(int fd)
{
	const struct timespec step = {.tv_nsec = WAIT_STEP_MS * 1000000};
	int waited, r;

	for (waited = 0; (r = lease_take(fd)) == ERR_BUSY && waited < WAIT_MS; waited += WAIT_STEP_MS)
		nanosleep(&step, NULL);
	return r;
}

/* The last whole note in a run of bytes that may begin in the middle of one: its place, and what it says. */
static bool
last_note(const char *text, size_t len, size_t *from, size_t *to, struct checkpoint *c)
{
	size_t start = len;
	long n;

	while (start > 0) {
		/* notes begin at the file's start, and behind an empty line */
		for (start--; start > 0 && !(text[start - 1] == '\n' && (start == 1 || text[start - 2] == '\n')); start--)
			;
		if ((n = checkpoint_parse(text + start, len - start, c)) > 0) {
			*from = start;
			*to = start + (size_t)n;
			return true;
		}
	}
	return false;
}

/* The newest note of an open file: 1, 0, or negative; *end is where the whole notes end. */
static int
find_newest(int fd, struct checkpoint *c, struct buffer *note, int64_t *end)
{
	static const size_t looks[] = {2 * CHECKPOINT_NOTE_MAX, SIZE_MAX};
	struct buffer text = {0};
	size_t from, to, want, i;
	struct stat st;
	int r = 0;

	*end = 0;
	if (fstat(fd, &st) != 0)
		return -errno;
	for (i = 0; i < 2 && r == 0 && st.st_size > 0; i++) {
		want = (uint64_t)st.st_size < looks[i] ? (size_t)st.st_size : looks[i];
		buffer_clear(&text);
		if (buffer_reserve(&text, want) == NULL || file_pread(fd, text.data, want, st.st_size - (int64_t)want) != (ssize_t)want) {
			r = -EIO;
		} else if (last_note(text.data, want, &from, &to, c)) {
			buffer_add(note, text.data + from, to - from);
			to += to < want && text.data[to] == '\n';
			*end = st.st_size - (int64_t)(want - to);
			r = 1;
		}
		if (want == (size_t)st.st_size)
			break;
	}
	buffer_free(&text);
	c->signed_text = NULL;
	return r == 1 && note->broken ? -ENOMEM : r;
}

int
seal_newest_note(const char *folder, struct checkpoint *out, struct buffer *note)
{
	int fd = cabinet_open(folder, "checkpoints", O_RDONLY), r;
	int64_t end;

	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	r = find_newest(fd, out, note, &end);
	close(fd);
	return r;
}

int
seal_newest(const char *folder, struct checkpoint *out)
{
	struct buffer note = {0};
	int r = seal_newest_note(folder, out, &note);

	buffer_free(&note);
	return r;
}

/* Add the log's entries from the shelf's size on, up to `most`. */
static int
extend(struct shelf *shelf, int log, uint64_t most)
{
	uint64_t number, index = shelf_size(shelf);
	unsigned char leaf[DIGEST_SIZE];
	struct scroll_line line;
	struct scroll *scroll;
	struct entry_view v;
	int64_t offset;
	int r;

	if ((r = shelf_where(shelf, index, &number, &offset)) != 0 || (r = scroll_new(log, &scroll)) != 0)
		return r;
	scroll_seek(scroll, offset);
	while (shelf_size(shelf) < most && (r = scroll_next(scroll, &line)) == 1) {
		if (number++ < index)
			continue;
		if ((r = entry_parse(line.data, line.len, &v)) != 0 ||
		    (r = merkle_leaf(shelf_digest(shelf), v.hash, leaf)) != 0 ||
		    (r = shelf_add(shelf, leaf, line.offset + (int64_t)line.len + 1)) != 0)
			break;
	}
	scroll_free(scroll);
	return r < 0 ? r : shelf_flush(shelf);
}

static bool
root_fits(struct shelf *shelf, const struct checkpoint *c)
{
	const struct merkle_source source = shelf_source(shelf);
	unsigned char root[DIGEST_SIZE];

	return merkle_root(&source, shelf_digest(shelf), c->size, root) == 0 && memcmp(root, c->root, DIGEST_SIZE) == 0;
}

/* Does the entry at which the shelf says that a run begins stand there? */
static bool
place_fits(struct shelf *shelf, int log, uint64_t index)
{
	struct scroll_line line;
	struct scroll *scroll;
	struct entry_view v;
	uint64_t first, behind;
	int64_t offset;
	bool fits;
	int r;

	if (shelf_where(shelf, index, &first, &offset) != 0 || scroll_new(log, &scroll) != 0)
		return false;
	scroll_seek(scroll, offset > 0 ? offset - 1 : 0);
	/* the line feed before it, unless it is the first */
	fits = offset == 0 || (scroll_next(scroll, &line) == 1 && line.len == 0);
	if (fits && (r = scroll_next(scroll, &line)) == 1)
		fits = entry_parse(line.data, line.len, &v) == 0 && v.index == first;
	else if (fits)
		fits = r == 0 && first == index && scroll_end(scroll, &behind) == offset;
	scroll_free(scroll);
	return fits;
}

/* Bring the shelf to the checkpoint's size.  ERR_TAMPERED: the log has another root, or fewer entries. */
static int
settle_shelf(struct shelf *shelf, int log, const struct checkpoint *c)
{
	int r;

	if (shelf_begin(shelf, c->size) == 0 && root_fits(shelf, c) && place_fits(shelf, log, c->size) &&
	    (c->size == 0 || place_fits(shelf, log, c->size - 1)))
		return 0;
	if ((r = shelf_begin(shelf, 0)) != 0 || (r = extend(shelf, log, c->size)) != 0)
		return r;
	return shelf_size(shelf) == c->size && root_fits(shelf, c) ? 0 : ERR_TAMPERED;
}

/* The log's whole entries are at least as many as the newest checkpoint says: the last line tells. */
static bool
log_is_long_enough(struct seal *s)
{
	const uint64_t size = s->last.size;
	struct scroll_line line;
	struct scroll *scroll;
	uint64_t number;
	int64_t offset;
	bool enough = true;

	if (size == 0)
		return true;
	if (shelf_where(s->shelf, size - 1, &number, &offset) != 0 || scroll_new(s->log, &scroll) != 0)
		return false;
	scroll_seek(scroll, offset);
	for (; number < size && enough; number++)
		enough = scroll_next(scroll, &line) == 1;
	scroll_free(scroll);
	return enough;
}

static int
load(struct seal *s)
{
	int r;

	if ((s->fd = cabinet_open(s->folder, "checkpoints", O_RDWR | O_CREAT)) < 0)
		return s->fd;
	if ((r = wait_for_lock(s->fd)) != 0)
		return r;
	if ((r = find_newest(s->fd, &s->last, &s->note, &s->end)) < 0)
		return r;
	s->any = r == 1;
	if ((s->log = cabinet_open(s->folder, "log.jsonl", O_RDWR)) < 0)
		return s->log;
	return shelf_open(s->folder, true, &s->shelf);
}

/* Young enough to be left alone. */
static bool
is_young(const struct seal *s)
{
	int64_t age = clock_realtime_ms() - s->last.time;

	return s->any && s->request->older_than > 0 && age >= 0 && age < s->request->older_than;
}

static int
take_entries(struct seal *s)
{
	struct checkpoint none = {.size = 0};
	int r;

	if (s->any) {
		r = settle_shelf(s->shelf, s->log, &s->last);
		if (r == ERR_TAMPERED || (r == 0 && !log_is_long_enough(s)))
			s->broken = true;
		else if (r != 0)
			return r;
	} else if ((r = shelf_begin(s->shelf, none.size)) != 0) {
		return r;
	}
	if (s->broken) {
		if (!s->request->mend)
			return ERR_TAMPERED;
		if ((r = shelf_begin(s->shelf, 0)) != 0)
			return r;
	}
	return extend(s->shelf, s->log, UINT64_MAX);
}

/* Does this key have the right to sign next? */
static bool
key_fits(const struct seal *s)
{
	const struct signet *key = s->request->key;

	if (!s->any)
		return true;
	if (strcmp(s->last.origin, signet_name(key)) != 0)
		return false;
	return s->last.has_next ? memcmp(s->last.next, signet_public(key), SIGNET_KEY_SIZE) == 0
				: memcmp(s->last.id, signet_id(key), SIGNET_ID_SIZE) == 0;
}

static int
fill_in(struct seal *s, struct checkpoint *c)
{
	const struct merkle_source source = shelf_source(s->shelf);
	const struct signet *key = s->request->key;
	bool fits = key_fits(s);

	memset(c, 0, sizeof *c);
	if (!fits && !s->request->broke && !s->request->mend)
		return ERR_TAMPERED;
	c->has_broke = s->request->broke || s->broken || !fits;
	snprintf(c->origin, sizeof c->origin, "%s", signet_name(key));
	c->size = shelf_size(s->shelf);
	c->time = clock_realtime_ms();
	/* a seal's own epoch ends with it, and one that broke was announced by none */
	c->epoch = s->any ? s->last.epoch + s->last.has_next + c->has_broke : c->has_broke;
	if (c->has_broke)
		memcpy(c->broke, signet_public(key), SIGNET_KEY_SIZE);
	if ((c->has_next = s->request->next != NULL))
		memcpy(c->next, s->request->next, SIGNET_KEY_SIZE);
	return merkle_root(&source, shelf_digest(s->shelf), c->size, c->root);
}

/*
 * Of an idle log two checkpoints are kept, of when it had become so and of how long it has been: where the newest is such a
 * second one, the next takes its place.
 */
static int
find_twin(struct seal *s)
{
	size_t want = (uint64_t)s->end < 4 * CHECKPOINT_NOTE_MAX ? (size_t)s->end : 4 * CHECKPOINT_NOTE_MAX;
	struct buffer text = {0};
	struct checkpoint c;
	size_t from, to;
	int r = 0;

	if (buffer_reserve(&text, want) == NULL)
		return -ENOMEM;
	if (file_pread(s->fd, text.data, want, s->end - (int64_t)want) != (ssize_t)want)
		r = -EIO;
	else if (last_note(text.data, want, &from, &to, &c) && !c.has_next && !c.has_broke &&
	    last_note(text.data, from, &to, &to, &c) && c.size == s->last.size)
		s->end -= (int64_t)(want - from);
	buffer_free(&text);
	return r;
}

static int
append(struct seal *s, const struct checkpoint *c)
{
	struct buffer note = {0};
	int r;

	if ((r = checkpoint_encode(&note, c, s->request->key)) == 0) {
		buffer_addc(&note, '\n');
		r = buffer_status(&note);
	}
	if (r == 0 && fdatasync(s->log) != 0)
		r = -errno;
	/* what stands behind the last whole note is what a crash left of one */
	if (r == 0 && ftruncate(s->fd, s->end) != 0)
		r = -errno;
	if (r == 0 && (r = file_pwrite(s->fd, note.data, note.len, s->end)) != 0 && ftruncate(s->fd, s->end) != 0)
		r = -errno;
	if (r == 0 && fdatasync(s->fd) != 0)
		r = -errno;
	buffer_free(&note);
	return r;
}

static int
sync_names(const struct seal *s)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/checkpoints", s->folder);
	return s->end == 0 ? file_sync_folder_of(path) : 0;
}

static void
seal_release(struct seal *s)
{
	shelf_free(s->shelf);
	if (s->log >= 0)
		close(s->log);
	if (s->fd >= 0)
		close(s->fd);
	buffer_free(&s->note);
}

int
seal_log(const char *folder, const struct seal_request *request, struct checkpoint *out)
{
	struct seal s = {.folder = folder, .request = request, .fd = -1, .log = -1};
	struct checkpoint c;
	int r;

	if ((r = load(&s)) != 0)
		goto done;
	*out = s.last;
	if (is_young(&s) && !request->broke)
		goto done;
	if ((r = take_entries(&s)) != 0 || (r = fill_in(&s, &c)) != 0)
		goto done;
	if (s.any && c.size == s.last.size && !c.has_broke && !c.has_next &&
	    (!request->silence || (r = find_twin(&s)) != 0))
		goto done;
	if ((r = append(&s, &c)) == 0 && (r = sync_names(&s)) == 0)
		*out = c;
done:
	seal_release(&s);
	return r;
}

int
seal_open_shelf(const char *folder, const struct checkpoint *c, struct shelf **out)
{
	int fd = cabinet_open(folder, "checkpoints", O_RDWR), log = cabinet_open(folder, "log.jsonl", O_RDONLY), r;

	*out = NULL;
	if (fd < 0 || log < 0)
		r = fd < 0 ? fd : log;
	else if ((r = wait_for_lock(fd)) == 0 && (r = shelf_open(folder, true, out)) == 0)
		r = settle_shelf(*out, log, c);
	if (r != 0) {
		shelf_free(*out);
		*out = NULL;
	}
	if (fd >= 0)
		close(fd);
	if (log >= 0)
		close(log);
	return r;
}
