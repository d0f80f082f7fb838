/*
 * Mends what a lost recorder left.  The same part and journal code as the recorder's thread uses
 * does the work; new is only that a journal may stop anywhere.
 */
#include "lib/cast/mend.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/event.h"
#include "lib/cast/evidence.h"
#include "lib/cast/journal.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/cast/reader.h"
#include "lib/cast/walk.h"

struct mend {
	const char *path;
	uint32_t number;
	int fd;
	struct part *part;
	struct mend_report *report;
	struct buffer stored, sizes; /* uint32_t, for part_resume */
	struct link last;
	bool has_last, partial, packed, table;
	uint64_t *journals;
	size_t journal_count;
	struct buffer lines;
};

/* What is whole in the file: sizes, last link, tail. */
static int
survey(struct mend *m)
{
	struct walk_item item;
	int64_t content = 0;
	struct walk *walk;
	uint32_t pair[2];
	bool shares;
	int r;

	if ((r = walk_open(m->path, &walk)) != 0)
		return r;
	while ((r = walk_next(walk, false, &item)) == 1) {
		pair[0] = (uint32_t)item.stored;
		pair[1] = (uint32_t)item.link_len;
		buffer_add(&m->stored, pair, sizeof pair);
		shares = walk_is_share(&item);
		content = shares ? 0 : walk_content(walk, &item);
		m->packed |= shares || (content > (int64_t)item.link.bytes && evidence_is_entire(item.link.salts, item.link.salts_len));
		pair[0] = content > 0 ? (uint32_t)content : 0;
		pair[1] = 0;
		buffer_add(&m->sizes, pair, sizeof pair);
		m->last = item.link;
		m->last.salts = NULL;
		m->last.salts_len = 0;
		m->has_last = true;
	}
	if (r == 0 && walk_tail(walk) == WALK_FOREIGN)
		r = ERR_DAMAGED;
	m->table = walk_tail(walk) == WALK_TABLE;
	m->partial = walk_tail(walk) == WALK_PARTIAL;
	walk_free(walk);
	if (r == 0 && (m->stored.broken || m->sizes.broken))
		r = -ENOMEM;
	return r;
}

/* Keep only lines that are what a recorder writes; a power cut can leave anything at the end. */
static void
keep_whole_lines(struct mend *m)
{
	const char *at = m->lines.data, *end = at + m->lines.len, *stop;
	struct buffer scratch = {0};
	struct event ev;

	for (; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			break;
		if (at == m->lines.data && *at == '{')
			continue;
		if (event_parse(at, (size_t)(stop - at), 0, &scratch, &ev) != 0)
			break;
	}
	if (at < end) {
		m->report->cut = true;
		m->report->dropped += (uint64_t)(end - at);
		m->lines.len = (size_t)(at - m->lines.data);
	}
	buffer_free(&scratch);
}

static uint64_t
next_sequence(const struct mend *m)
{
	const struct link *last = part_last(m->part);

	return last ? last->sequence + 1 : 0;
}

static uint64_t
next_event(const struct mend *m)
{
	const struct link *last = part_last(m->part);

	return last ? last->first_event + last->events : 0;
}

/* Is there a frame in this part? */
static bool
is_begun(const struct mend *m)
{
	const struct link *last = part_last(m->part);

	return last != NULL && last->part == m->number;
}

/* A frame of this journal must follow the last one, else the mended recording would not verify. */
static bool
continues(const struct mend *m, const struct journal *j)
{
	const struct link *last = part_last(m->part);

	return j->part == m->number &&
	    (last == NULL ? j->base == 0
			  : memcmp(&j->session, &last->session, sizeof j->session) == 0 &&
				j->base == last->last && j->boottime >= last->last_boottime);
}

static int
seal_journal(struct mend *m, uint64_t sequence, bool last)
{
	struct part_frame f = {.flags = LINK_RECOVERED | (last ? LINK_END : 0),
	    .last_realtime = INT64_MIN};
	struct journal j;
	size_t cut = 0;
	int r;

	r = journal_load(m->path, sequence, &j, &m->lines, &cut);
	if (r == ERR_FORMAT && last)
		return ERR_TRUNCATED; /* it was being begun: there is nothing in it */
	if (r != 0)
		return r;
	if (j.first_event != next_event(m))
		return ERR_NOTFOUND;
	if (!continues(m, &j))
		return ERR_TAMPERED;
	m->report->cut |= cut > 0;
	m->report->dropped += cut;
	keep_whole_lines(m);
	if (m->lines.len == 0 && !is_begun(m))
		return ERR_TRUNCATED; /* not even the header is whole */
	f.lines = m->lines.data;
	f.len = m->lines.len;
	f.session = j.session;
	f.part = j.part;
	f.sequence = j.sequence;
	f.first_event = j.first_event;
	f.base = j.base;
	f.base_realtime = j.realtime;
	f.base_boottime = j.boottime;
	if ((r = part_seal(m->part, &f)) != 0)
		return r;
	m->report->frames++;
	m->report->events += part_last(m->part)->events;
	return 0;
}

/* The header of a part of which nothing else was written: the first part's, but for two numbers. */
static int
make_header(struct mend *m, int64_t base)
{
	char *first = part_path(m->path, 0);
	struct reader *reader;
	struct header h;
	int r;

	if (first == NULL)
		return -ENOMEM;
	r = reader_open(first, &reader);
	free(first);
	if (r != 0)
		return r;
	h = *reader_header(reader);
	h.part = m->number;
	h.base = base;
	r = header_encode(&m->lines, &h);
	reader_free(reader);
	return r;
}

/* A frame without events, where an end is missing and no event is left to go before it. */
static int
seal_end(struct mend *m, uint8_t flags)
{
	const struct link *last = part_last(m->part);
	struct part_frame f = {.flags = flags | LINK_RECOVERED, .last_realtime = INT64_MIN};
	int r;

	if (last == NULL)
		return ERR_TRUNCATED;
	buffer_clear(&m->lines);
	if (!is_begun(m) && (r = make_header(m, last->last)) != 0)
		return r;
	f.lines = m->lines.data;
	f.len = m->lines.len;
	f.session = last->session;
	f.part = m->number;
	f.sequence = last->sequence + 1;
	f.first_event = last->first_event + last->events;
	f.base = last->last;
	f.base_realtime = last->last_realtime;
	f.base_boottime = last->last_boottime;
	return part_seal(m->part, &f);
}

/* No journal from this one on was begun: a power cut may leave the names of several, and none of their bytes. */
static bool
none_begun(struct mend *m, size_t from)
{
	struct journal j;
	size_t cut;

	while (from < m->journal_count && journal_load(m->path, m->journals[from], &j, &m->lines, &cut) == ERR_FORMAT)
		from++;
	return from == m->journal_count;
}

static int
seal_all(struct mend *m, bool rotated)
{
	size_t i;
	int r;

	for (i = 0; i < m->journal_count; i++) {
		if (m->journals[i] < next_sequence(m))
			continue;
		r = seal_journal(m, m->journals[i], i + 1 == m->journal_count && !rotated);
		if ((r == ERR_TRUNCATED && i + 1 == m->journal_count) || (r == ERR_FORMAT && none_begun(m, i)))
			break;
		if (r != 0)
			return r;
	}
	if (is_begun(m) && part_last(m->part)->flags & LINK_END)
		return 0;
	return seal_end(m, rotated ? LINK_END | LINK_ROTATED : LINK_END);
}

static int
remove_journals(struct mend *m)
{
	size_t i;
	char *path;

	for (i = 0; i < m->journal_count; i++) {
		if ((path = journal_path(m->path, m->journals[i])) == NULL)
			return -ENOMEM;
		if (unlink(path) != 0 && errno != ENOENT) {
			int r = -errno;

			free(path);
			return r;
		}
		free(path);
	}
	return file_sync_folder_of(m->path);
}

/* before: the last link of the part before, or NULL.  next: whether a next part exists. */
static int
mend_part(struct mend *m, const struct link *before, bool next)
{
	size_t n;
	int r;

	if ((m->fd = open(m->path, O_RDWR | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	if ((r = lease_take(m->fd)) != 0 || (r = survey(m)) != 0 ||
	    (r = journal_list(m->path, &m->journals, &m->journal_count)) != 0)
		return r;
	if (m->has_last && m->last.flags & LINK_END && m->table && m->journal_count == 0)
		return 0;
	/* cut by somebody, not by a crash (which leaves nothing packed): what is there may be all there is */
	if ((m->partial || m->packed) && !(m->has_last && m->last.flags & LINK_END) &&
	    (m->journal_count == 0 ||
		m->journals[m->journal_count - 1] < (m->has_last ? m->last.sequence + 1 : 0)))
		return ERR_DAMAGED;
	m->report->needed = true;
	n = m->stored.len / sizeof(uint32_t);
	if ((r = part_new(m->fd, 0, &m->part)) != 0)
		return r;
	if (before != NULL)
		part_follow(m->part, before);
	if ((r = part_resume(m->part, (uint32_t *)(void *)m->stored.data,
		 (uint32_t *)(void *)m->sizes.data, n, m->has_last ? &m->last : NULL)) != 0)
		return r;
	if (!(m->has_last && m->last.flags & LINK_END) && (r = seal_all(m, next)) != 0)
		return r;
	if ((r = part_finish(m->part)) != 0)
		return r;
	if (fsync(m->fd) != 0)
		return -errno;
	m->last = *part_last(m->part);
	m->has_last = true;
	return remove_journals(m);
}

static void
mend_release(struct mend *m)
{
	part_free(m->part);
	if (m->fd >= 0)
		close(m->fd);
	buffer_free(&m->stored);
	buffer_free(&m->sizes);
	buffer_free(&m->lines);
	free(m->journals);
}

int
mend_recording(const char *path, struct mend_report *report)
{
	struct link before;
	bool has_before = false, next = true;
	uint32_t number = 0;
	char *part, *after;
	int r = 0;

	memset(report, 0, sizeof *report);
	for (; next && r == 0; number++) {
		struct mend m = {.number = number, .fd = -1, .report = report};

		part = part_path(path, number);
		after = part_path(path, number + 1);
		if (part == NULL || after == NULL) {
			r = -ENOMEM;
		} else {
			m.path = part;
			next = access(after, F_OK) == 0;
			r = mend_part(&m, has_before ? &before : NULL, next);
			has_before = m.has_last;
			before = m.last;
			if ((report->has_last = r == 0 && has_before))
				report->last = before;
		}
		mend_release(&m);
		free(part);
		free(after);
	}
	return r;
}
