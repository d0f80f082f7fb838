/* The commands of a session in the order of their events. */
#include "player/chapters.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void
chapters_free(struct chapters *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		free(c->list[i].text);
	free(c->list);
	memset(c, 0, sizeof *c);
}

static int
make_room(struct chapters *c)
{
	size_t cap = c->cap ? c->cap * 2 : 64;
	struct chapter *list;

	if (c->count < c->cap)
		return 0;
	if ((list = realloc(c->list, cap * sizeof *list)) == NULL)
		return -ENOMEM;
	c->list = list;
	c->cap = cap;
	return 0;
}

int
chapters_add(struct chapters *c, const struct command *from)
{
	struct chapter made = {from->seq, from->event, from->at, from->exit, from->duration, from->grade, from->kind, from->depth,
	    {0}, from->output_to, NULL, from->text.len < CHAPTER_TEXT_MAX ? from->text.len : CHAPTER_TEXT_MAX};
	size_t i;

	if (from->kind == COMMAND_REPLY)
		return 0;
	if (make_room(c) != 0 || (from->grade != GRADE_U && (made.text = malloc(made.len + 1)) == NULL))
		return -ENOMEM;
	if (made.text != NULL) {
		if (made.len > 0)
			memcpy(made.text, from->text.data, made.len);
		made.text[made.len] = '\0';
	}
	memcpy(made.program, from->program, sizeof made.program);
	made.program[sizeof made.program - 1] = '\0';
	/* one that was typed ahead may come late */
	for (i = c->count; i > 0 && c->list[i - 1].event > made.event; i--)
		c->list[i] = c->list[i - 1];
	c->list[i] = made;
	c->count++;
	return 0;
}

void
chapters_end(struct chapters *c, const struct command_end *end)
{
	long i = chapters_find(c, end->seq);

	if (i < 0)
		return;
	c->list[i].exit = end->exit;
	c->list[i].duration = end->duration;
	c->list[i].grade = end->grade;
	c->list[i].until = end->output_to;
}

static bool
is_wanted(const struct chapter *c, bool failed)
{
	return !failed || (c->exit != COMMAND_UNKNOWN && c->exit != 0);
}

/* How many begin before this event. */
static size_t
count_before(const struct chapters *c, uint64_t event)
{
	size_t low = 0, high = c->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (c->list[middle].event < event)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

long
chapters_before(const struct chapters *c, uint64_t event)
{
	return (long)count_before(c, event) - 1;
}

long
chapters_from(const struct chapters *c, uint64_t event, bool failed)
{
	size_t i;

	for (i = count_before(c, event); i < c->count; i++)
		if (is_wanted(&c->list[i], failed))
			return (long)i;
	return -1;
}

long
chapters_back(const struct chapters *c, uint64_t event, bool failed)
{
	size_t i;

	for (i = count_before(c, event); i > 0; i--)
		if (is_wanted(&c->list[i - 1], failed))
			return (long)i - 1;
	return -1;
}

/* From the end: it is asked for the newest, mostly. */
long
chapters_find(const struct chapters *c, uint64_t seq)
{
	size_t i;

	for (i = c->count; i > 0; i--)
		if (c->list[i - 1].seq == seq)
			return (long)i - 1;
	return -1;
}
