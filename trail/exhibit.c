/* The lines of some events, and what proves them. */
#include "trail/exhibit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/evidence.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

struct gathering {
	struct exhibit *exhibit;
	const struct docket *docket;
	const struct docket_session *session;
	uint32_t told; /* the next frame that the trail tells of */
	uint64_t from, to;
	struct buffer plain, lines, runs;
	bool ended, rotated;
};

void
exhibit_release(struct exhibit *e)
{
	size_t i;

	for (i = 0; i < e->count; i++) {
		buffer_free(&e->pieces[i].links);
		buffer_free(&e->pieces[i].salts);
		buffer_free(&e->pieces[i].lines);
	}
	free(e->pieces);
	memset(e, 0, sizeof *e);
}

static int
add_piece(struct exhibit *e, struct exhibit_piece **out)
{
	struct exhibit_piece *more = reallocarray(e->pieces, e->count + 1, sizeof *more);

	if (more == NULL)
		return -ENOMEM;
	e->pieces = more;
	*out = &more[e->count++];
	memset(*out, 0, sizeof **out);
	return 0;
}

/* The frame's lines, and which leaves they are: only a frame that proves itself is taken. */
static int
open_frame(struct gathering *g, struct walk *walk, const struct walk_item *item)
{
	const struct link *l = &item->link;
	unsigned char root[DIGEST_SIZE];
	int r;

	buffer_clear(&g->plain);
	buffer_clear(&g->runs);
	if ((r = walk_lines(walk, item, false, &g->plain)) == 0 &&
	    (r = evidence_split(g->plain.data, g->plain.len, &g->lines)) == 0)
		r = evidence_walk(l->lines, l->salts, l->salts_len, (struct evidence_line *)(void *)g->lines.data,
		    g->lines.len / sizeof(struct evidence_line), true, root, &g->runs);
	if (r == ERR_FORMAT || r == ERR_DAMAGED || r == ERR_LIMIT)
		return ERR_TAMPERED;
	if (r == 0 && memcmp(root, l->evidence, DIGEST_SIZE) != 0)
		r = ERR_TAMPERED;
	return r;
}

/* Marks the leaves that are wanted and here; their lines go to the piece. */
static void
choose_lines(struct gathering *g, const struct link *l, bool *keep, struct exhibit_piece *p)
{
	const struct evidence_line *line = (struct evidence_line *)(void *)g->lines.data;
	const struct evidence_run *run = (struct evidence_run *)(void *)g->runs.data;
	size_t runs = g->runs.len / sizeof *run, i, j, leaf, header = l->lines - l->events;
	uint64_t event;
	bool wanted;

	for (i = 0; i < runs; i++)
		for (j = 0; j < run[i].count; j++) {
			leaf = run[i].first + j;
			event = l->first_event + leaf - header;
			wanted = leaf >= header && event >= g->from && event < g->to;
			if (run[i].removed) {
				g->exhibit->removed += wanted;
				line += j + 1 == run[i].count;
				continue;
			}
			if (wanted) {
				keep[leaf] = true;
				buffer_add(&p->lines, line->data, line->len);
				g->exhibit->shown++;
			}
			line++;
		}
}

static int
take_frame(struct gathering *g, struct walk *walk, const struct walk_item *item)
{
	const struct link *l = &item->link;
	struct exhibit_piece *p;
	bool *keep;
	int r;

	if ((r = open_frame(g, walk, item)) != 0 || (r = add_piece(g->exhibit, &p)) != 0)
		return r;
	if ((keep = calloc(l->lines + 1, sizeof *keep)) == NULL)
		return -ENOMEM;
	choose_lines(g, l, keep, p);
	r = evidence_reduce(l->lines, l->salts, l->salts_len, (struct evidence_line *)(void *)g->lines.data,
	    g->lines.len / sizeof(struct evidence_line), true, keep, &p->salts);
	free(keep);
	if (r == 0 && p->lines.len == 0 && !p->lines.broken) {
		/* all that was wanted of it was removed */
		buffer_free(&p->salts);
		g->exhibit->count--;
	}
	return r ? r : p->lines.broken ? -ENOMEM : 0;
}

/* The trail's entry for this link: 1, 0 it has none, ERR_TAMPERED it has another. */
static int
find_entry(struct gathering *g, const struct link *l, const unsigned char digest[DIGEST_SIZE], uint64_t *entry)
{
	const struct docket_session *s = g->session;
	const struct docket_frame *f = NULL;

	while (g->told != DOCKET_NONE && (f = &g->docket->frames[g->told])->sequence < l->sequence)
		g->told = f->next;
	if (g->told != DOCKET_NONE && f->sequence == l->sequence) {
		*entry = f->entry;
		return memcmp(f->digest, digest, DIGEST_SIZE) == 0 ? 1 : ERR_TAMPERED;
	}
	if (!s->has_final || l->sequence + 1 != s->frames)
		return 0;
	*entry = s->final_entry;
	return memcmp(s->final, digest, DIGEST_SIZE) == 0 ? 1 : ERR_TAMPERED;
}

static bool
is_wanted(const struct gathering *g, const struct link *l)
{
	return l->first_event < g->to && l->first_event + l->events > g->from;
}

/* Every link stands behind the pieces before it, up to one that the trail has. */
static int
take_link(struct gathering *g, struct walk *walk, const struct walk_item *item)
{
	const struct link *l = &item->link;
	unsigned char digest[DIGEST_SIZE];
	struct exhibit_piece *p;
	uint64_t entry = 0;
	int pinned, r = 0;
	size_t i;

	g->exhibit->frame = l->sequence;
	if (memcmp(&l->session, &g->session->id, sizeof l->session) != 0)
		return ERR_TAMPERED;
	if (is_wanted(g, l) && (r = take_frame(g, walk, item)) != 0)
		return r;
	if ((r = link_digest(l, digest)) != 0 || (pinned = find_entry(g, l, digest, &entry)) < 0)
		return r ? r : pinned;
	for (i = 0; i < g->exhibit->count && r == 0; i++) {
		if ((p = &g->exhibit->pieces[i])->pinned)
			continue;
		buffer_add(&p->links, (const char *)item->link_bytes + 8, LINK_CORE_SIZE);
		p->pinned = pinned;
		p->entry = entry;
		r = buffer_status(&p->links);
	}
	g->ended = l->flags & LINK_END;
	g->rotated = l->flags & LINK_ROTATED;
	return r;
}

static bool
has_all(const struct gathering *g, const struct link *l)
{
	return l->first_event >= g->to && (g->exhibit->count == 0 || g->exhibit->pieces[g->exhibit->count - 1].pinned);
}

/* 1: nothing more is wanted. */
static int
take_part(struct gathering *g, const char *path)
{
	struct walk_item item;
	struct walk *walk;
	int r;

	if ((r = walk_open(path, &walk)) != 0)
		return r;
	while ((r = walk_next(walk, false, &item)) == 1 && !has_all(g, &item.link))
		if ((r = take_link(g, walk, &item)) != 0)
			break;
	walk_free(walk);
	return r;
}

int
exhibit_gather(const char *path, const struct docket *docket, const struct docket_session *session, uint64_t from, uint64_t to,
    struct exhibit *e)
{
	struct gathering g = {.exhibit = e, .docket = docket, .session = session, .told = session->first_frame, .from = from, .to = to};
	uint32_t part = 0;
	char *name;
	int r;

	memset(e, 0, sizeof *e);
	do {
		if ((name = part_path(path, part++)) == NULL)
			r = -ENOMEM;
		else
			r = take_part(&g, name);
		free(name);
	} while (r == 0 && g.rotated);
	buffer_free(&g.plain);
	buffer_free(&g.lines);
	buffer_free(&g.runs);
	if (r < 0)
		return r;
	if (e->shown == 0)
		return ERR_NOTFOUND;
	return e->pieces[e->count - 1].pinned ? 0 : ERR_UNKNOWN;
}
