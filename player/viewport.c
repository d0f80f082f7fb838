/* Which part of a recorded screen a reviewer sees. */
#include "player/viewport.h"

static const struct canvas_style FAINT = {.attributes = SCREEN_DIM};

static int
clamp(int n, int low, int high)
{
	return n > high ? high : n < low ? low : n;
}

/* Along one side: where the part begins that has `at` in it, moved as little as is needed; to the very beginning, where that will do. */
static int
follow(int start, int seen, int all, int at)
{
	int margin = seen >= 16 ? 4 : seen / 4;

	if (all <= seen)
		return -((seen - all) / 2);
	if (at < start + margin)
		start = at < seen - margin ? 0 : at - margin;
	if (at >= start + seen - margin)
		start = at - seen + margin + 1;
	return clamp(start, 0, all - seen);
}

static int
hold(int start, int seen, int all)
{
	return all <= seen ? -((seen - all) / 2) : clamp(start, 0, all - seen);
}

void
viewport_fit(struct viewport *v, const struct picture *p, int cols, int rows)
{
	if (v->held) {
		v->left = hold(v->left, cols, p->cols);
		v->top = hold(v->top, rows, p->rows);
		return;
	}
	v->left = follow(v->left, cols, p->cols, p->cursor.col);
	v->top = follow(v->top, rows, p->rows, p->cursor.row);
}

void
viewport_move(struct viewport *v, const struct picture *p, int cols, int rows, int right, int down)
{
	v->held = true;
	v->left += right;
	v->top += down;
	viewport_fit(v, p, cols, rows);
}

bool
viewport_is_part(const struct viewport *v, const struct picture *p, int cols, int rows)
{
	(void)v;
	return p->cols > cols || p->rows > rows;
}

/* Corners and sides, as far as they are in the area. */
static void
paint_frame(struct canvas *c, const struct canvas_area *a, int top, int left, int rows, int cols)
{
	struct canvas_area side;
	int bottom = top + rows, right = left + cols;

	if (right < a->cols) {
		side = canvas_part(a, top < 0 ? 0 : top, 0, rows, a->cols);
		canvas_pillar(c, &side, right, &FAINT);
		if (left > 0)
			canvas_pillar(c, &side, left - 1, &FAINT);
	}
	if (bottom < a->rows) {
		side = canvas_part(a, 0, left < 0 ? 0 : left, a->rows, cols);
		canvas_rule(c, &side, bottom, &FAINT);
		if (top > 0)
			canvas_rule(c, &side, top - 1, &FAINT);
	}
}

void
viewport_paint(const struct viewport *v, struct canvas *c, const struct canvas_area *a, const struct picture *p)
{
	mural_paint(c, a, p, v->top, v->left);
	paint_frame(c, a, -v->top, -v->left, p->rows, p->cols);
	if (p->cursor.visible)
		canvas_cursor(c, a, p->cursor.row - v->top, p->cursor.col - v->left);
}
