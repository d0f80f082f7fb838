/* The rows that left the main screen at its top. */
#include "lib/screen/scrollback.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/screen/grid.h"

int
scrollback_init(struct scrollback *b, int max)
{
	memset(b, 0, sizeof *b);
	b->max = max;
	b->rows = calloc((size_t)(max > 0 ? max : 1), sizeof(struct row *));
	return b->rows == NULL ? -ENOMEM : 0;
}

void
scrollback_free(struct scrollback *b)
{
	if (b->rows != NULL)
		scrollback_forget(b);
	free(b->rows);
	memset(b, 0, sizeof *b);
}

void
scrollback_forget(struct scrollback *b)
{
	int i;

	for (i = 1; i <= b->count; i++)
		row_free(scrollback_row(b, -i));
	b->first = b->count = b->falls = 0;
}

/* Of a row's number from the beginning of the ring on, which may go round once: a division takes longer than all else here. */
static int
place(const struct scrollback *b, int row)
{
	return row >= b->max ? row - b->max : row;
}

struct row *
scrollback_row(const struct scrollback *b, int row)
{
	return b->rows[place(b, b->first + b->count + row)];
}

/* Whether ids fall from one row to the next.  They do where lines were inserted, which are newer
 * than those below them. */
static bool
falls(const struct scrollback *b, int row)
{
	return row > -b->count && scrollback_row(b, row)->id < scrollback_row(b, row - 1)->id;
}

static struct row *
drop_oldest(struct scrollback *b)
{
	struct row *row = scrollback_row(b, -b->count);

	/* those rows were not looked at for long: nearly always there is no need to */
	if (b->falls > 0)
		b->falls -= falls(b, 1 - b->count);
	b->first = place(b, b->first + 1);
	b->count--;
	return row;
}

struct row *
scrollback_push(struct scrollback *b, struct row *row)
{
	struct row *spare;

	if (b->max == 0)
		return row;
	if (b->count == b->max)
		spare = drop_oldest(b);
	else if ((spare = calloc(1, sizeof *spare)) == NULL)
		return row;
	b->rows[place(b, b->first + b->count++)] = row;
	b->falls += falls(b, -1);
	return spare;
}

struct row *
scrollback_pull(struct scrollback *b)
{
	struct row *row = scrollback_row(b, -1);

	b->falls -= falls(b, -1);
	b->count--;
	return row;
}

static int
search(const struct scrollback *b, uint64_t id)
{
	int low = -b->count, high = -1, middle;

	while (low <= high) {
		middle = low + (high - low) / 2;
		if (scrollback_row(b, middle)->id == id)
			return middle;
		if (scrollback_row(b, middle)->id < id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return 0;
}

int
scrollback_find(const struct scrollback *b, uint64_t id)
{
	int i;

	if (b->falls == 0)
		return search(b, id);
	for (i = -1; i >= -b->count; i--)
		if (scrollback_row(b, i)->id == id)
			return i;
	return 0;
}
