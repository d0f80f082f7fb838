/* Makes a closed recording anew. */
#include "lib/cast/remake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/event.h"
#include "lib/cast/evidence.h"
#include "lib/cast/gap.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

struct remake {
	const struct remake_removal *removal;
	struct remake_report *report;
	struct buffer plain, lines, runs, scratch, out, salts, keep, gap_text;
	struct buffer replacements;
	int level;
	char now[32];
};

/* A part made anew that waits for those behind it; its lock keeps others from making it anew meanwhile. */
struct replacement {
	char *path, *temporary;
	int fd, lock;
};

/* Load the frame's lines, and refuse what does not verify: a new container would hide it. */
static int
load_frame(struct remake *m, struct walk *walk, const struct walk_item *item)
{
	unsigned char root[DIGEST_SIZE];
	int r;

	buffer_clear(&m->plain);
	buffer_clear(&m->runs);
	if ((r = link_check_container(item->frame, item->stored, item->link_bytes,
		 item->link_len)) <= 0)
		return r ? r : ERR_TAMPERED;
	if ((r = walk_lines(walk, item, false, &m->plain)) != 0 ||
	    (r = evidence_split(m->plain.data, m->plain.len, &m->lines)) != 0)
		return r;
	r = evidence_walk(item->link.lines, item->link.salts, item->link.salts_len,
	    (struct evidence_line *)(void *)m->lines.data,
	    m->lines.len / sizeof(struct evidence_line), true, root, &m->runs);
	if (r != 0 || memcmp(root, item->link.evidence, DIGEST_SIZE) != 0)
		return ERR_TAMPERED;
	return 0;
}

static bool
removable(const struct remake *m, const struct event *ev)
{
	return ev->at >= m->removal->from && ev->at <= m->removal->to &&
	    strchr("oibkmc", ev->code) != NULL && ev->code != '\0';
}

/* A run of removed events that is being gathered into one gap line. */
struct gathering {
	uint64_t events;
	int64_t before, from, to; /* before: time of the event before it */
	const struct evidence_line *old; /* the gap that is all of it: its text stays */
};

static int
put_gathered(struct remake *m, struct gathering *g)
{
	struct gap gap = {.events = g->events, .from = g->from, .to = g->to, .at = m->now,
	    .by = m->removal->by, .reason = m->removal->reason};
	struct event ev = {.at = g->to, .code = EVENT_GAP};
	int r;

	if (g->events == 0)
		return 0;
	if (g->old != NULL) {
		buffer_add(&m->out, g->old->data, g->old->len);
		g->events = 0;
		return 0;
	}
	buffer_clear(&m->gap_text);
	if ((r = gap_encode_removed(&m->gap_text, &gap)) != 0)
		return r;
	ev.data = m->gap_text.data;
	ev.len = m->gap_text.len;
	g->events = 0;
	r = event_encode(&m->out, g->before, &ev);
	return r < 0 ? r : 0;
}

static void
gather(struct gathering *g, int64_t before, int64_t at)
{
	if (g->events == 0) {
		g->before = before;
		g->from = at;
	}
	g->old = NULL;
	g->to = at;
	g->events++;
}

/* Another removal's gap: its text stays unless it becomes one run with what is removed now. */
static void
gather_gap(struct gathering *g, uint64_t events, int64_t before, const struct event *ev,
    const struct evidence_line *line)
{
	struct json_document *doc = NULL;
	int64_t from = ev->at;

	g->old = NULL;
	if (g->events == 0) {
		if (json_parse(ev->data, ev->len, &doc) == 0)
			from = json_integer(json_get(json_root(doc), "from"), from);
		json_free(doc);
		g->before = before;
		g->from = from >= before && from <= ev->at ? from : ev->at;
		g->old = line;
	}
	g->to = ev->at;
	g->events += events;
}

/* Write the frame's lines to m->out without what is to be removed; *removed counts. */
static int
reduce_lines(struct remake *m, const struct link *l, uint64_t *removed)
{
	const struct evidence_line *line = (struct evidence_line *)(void *)m->lines.data;
	const struct evidence_run *run = (struct evidence_run *)(void *)m->runs.data;
	size_t runs = m->runs.len / sizeof *run, i, j, leaf;
	bool *keep = (bool *)m->keep.data;
	struct gathering g = {0};
	int64_t time = l->base, before;
	struct event ev;
	int r;

	for (i = 0; i < runs; i++) {
		for (j = 0; j < (run[i].removed ? 1 : run[i].count); j++, line++) {
			leaf = run[i].first + j;
			if (leaf == 0 && l->lines != l->events) {
				keep[0] = true;
				buffer_add(&m->out, line->data, line->len);
				continue;
			}
			if ((r = event_parse(line->data, line->len - 1, time, &m->scratch, &ev)) != 0)
				return r;
			before = time;
			time = ev.at;
			if (run[i].removed) {
				gather_gap(&g, run[i].count, before, &ev, line);
			} else if (removable(m, &ev)) {
				gather(&g, before, time);
				(*removed)++;
			} else {
				if ((r = put_gathered(m, &g)) != 0)
					return r;
				keep[leaf] = true;
				buffer_add(&m->out, line->data, line->len);
			}
		}
	}
	return put_gathered(m, &g);
}

static int
remake_frame(struct remake *m, struct walk *walk, const struct walk_item *item, struct part *part)
{
	struct link l = item->link;
	uint64_t removed = 0;
	int r;

	if ((r = load_frame(m, walk, item)) != 0)
		return r;
	if (m->removal == NULL || l.base > m->removal->to || l.last < m->removal->from)
		return part_copy(part, m->plain.data, m->plain.len, &l);
	buffer_clear(&m->keep);
	buffer_clear(&m->out);
	buffer_clear(&m->salts);
	if (buffer_reserve(&m->keep, l.lines + 1) == NULL)
		return -ENOMEM;
	memset(m->keep.data, 0, l.lines + 1);
	if ((r = reduce_lines(m, &l, &removed)) != 0)
		return r;
	if (removed == 0)
		return part_copy(part, m->plain.data, m->plain.len, &l);
	if ((r = evidence_reduce(l.lines, l.salts, l.salts_len,
		 (struct evidence_line *)(void *)m->lines.data,
		 m->lines.len / sizeof(struct evidence_line), true, (bool *)m->keep.data,
		 &m->salts)) != 0 ||
	    (r = buffer_status(&m->out)) != 0)
		return r;
	l.salts = (unsigned char *)m->salts.data;
	l.salts_len = m->salts.len;
	m->report->removed += removed;
	return part_copy(part, m->out.data, m->out.len, &l);
}

static int
copy_frames(struct remake *m, struct walk *walk, struct part *part, uint8_t *flags)
{
	struct walk_cover cover = {0};
	struct walk_item item;
	int r;

	*flags = 0;
	if (m->removal == NULL)
		part_share(part);
	while ((r = walk_next(walk, true, &item)) == 1) {
		*flags = item.link.flags;
		if (walk_cover_next(walk, &cover, &item) != NULL)
			return ERR_TAMPERED;
		if ((r = remake_frame(m, walk, &item, part)) != 0)
			return r;
		cover.linked += (int64_t)m->plain.len;
	}
	if (r == 0 && !walk_is_covered(&cover))
		return ERR_TAMPERED;
	if (r == 0 && (!(*flags & LINK_END) || walk_tail(walk) != WALK_TABLE))
		r = ERR_TRUNCATED;
	return r ? r : part_finish(part);
}

/* Keep owner, mode and times: packing is not writing. */
static int
take_attributes(int from, int to)
{
	struct stat st;

	if (fstat(from, &st) != 0 || fchmod(to, st.st_mode & 07777) != 0)
		return -errno;
	if (geteuid() == 0 && fchown(to, st.st_uid, st.st_gid) != 0)
		return -errno;
	return futimens(to, (struct timespec[2]){st.st_atim, st.st_mtim}) == 0 ? 0 : -errno;
}

static int
replace(struct remake *m, struct replacement *new)
{
	int r = file_replace(new->path, &new->fd, &new->temporary);

	if (r == 0)
		m->report->parts++;
	return r;
}

static void
replacement_release(struct replacement *new)
{
	file_abandon(&new->fd, &new->temporary);
	free(new->path);
	if (new->lock >= 0)
		close(new->lock);
}

static int
make_part(struct remake *m, struct replacement *new, uint8_t *flags)
{
	struct part *part = NULL;
	struct walk *walk = NULL;
	int r;

	if ((r = lease_open(new->path, 0, &new->lock)) == 0 && (r = walk_open(new->path, &walk)) == 0 &&
	    (r = file_begin_locked_replace(new->path, &new->fd, &new->temporary)) == 0 &&
	    (r = part_new(new->fd, m->level, &part)) == 0 &&
	    (r = copy_frames(m, walk, part, flags)) == 0 &&
	    (r = take_attributes(new->lock, new->fd)) == 0) {
		m->report->before += walk_size(walk);
		m->report->after += lseek(new->fd, 0, SEEK_END);
	}
	part_free(part);
	walk_free(walk);
	return r;
}

/* Of a removal the parts that it changes wait, until all have been made: nothing goes where one can't be. */
static int
remake_part(struct remake *m, uint32_t number, const char *path, uint8_t *flags)
{
	struct replacement new = {.path = part_path(path, number), .fd = -1, .lock = -1};
	uint64_t removed = m->report->removed;
	int r = new.path != NULL ? make_part(m, &new, flags) : -ENOMEM;

	if (r == -ENOENT && number > 0)
		r = ERR_DAMAGED;
	if (r == 0 && m->removal == NULL) {
		r = replace(m, &new);
	} else if (r == 0 && m->report->removed > removed) {
		buffer_add(&m->replacements, &new, sizeof new);
		if ((r = buffer_status(&m->replacements)) == 0)
			return 0;
	}
	replacement_release(&new);
	return r;
}

static int
finish_removal(struct remake *m, int r)
{
	struct replacement *new = (struct replacement *)(void *)m->replacements.data;
	size_t n = m->replacements.len / sizeof *new;

	for (; n > 0; n--, new++) {
		if (r == 0)
			r = replace(m, new);
		replacement_release(new);
	}
	return r;
}

static void
remake_release(struct remake *m)
{
	buffer_free(&m->plain);
	buffer_free(&m->lines);
	buffer_free(&m->runs);
	buffer_free(&m->scratch);
	buffer_free(&m->out);
	buffer_free(&m->salts);
	buffer_free(&m->keep);
	buffer_free(&m->gap_text);
	buffer_free(&m->replacements);
}

int
remake_recording(const char *path, int level, const struct remake_removal *removal,
    struct remake_report *report)
{
	struct remake m = {.removal = removal, .report = report, .level = level};
	/* the recording itself is replaced, not a link to it */
	char *whole = realpath(path, NULL);
	uint32_t number = 0;
	uint8_t flags = 0;
	int r;

	memset(report, 0, sizeof *report);
	clock_format_utc(clock_realtime_ms(), m.now, sizeof m.now);
	if (whole == NULL)
		return -errno;
	do
		r = remake_part(&m, number++, whole, &flags);
	while (r == 0 && flags & LINK_ROTATED);
	r = finish_removal(&m, r);
	remake_release(&m);
	free(whole);
	return r;
}
