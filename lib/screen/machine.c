/* libvterm as the engine of control sequences. */
#include "lib/screen/machine.h"

#include <errno.h>
#include <string.h>
#include <vterm.h>

static struct area
area_of(VTermRect rect)
{
	struct area a = {rect.start_row, rect.end_row, rect.start_col, rect.end_col};

	return a;
}

static int
on_scroll(VTermRect rect, int downward, int rightward, void *user)
{
	struct machine *m = user;

	grid_scroll(m->grid, area_of(rect), downward, rightward, m->keep);
	return 1;
}

static int
on_erase(VTermRect rect, int selective, void *user)
{
	struct machine *m = user;

	grid_erase(m->grid, area_of(rect), selective != 0);
	return 1;
}

/* The same in all versions of libvterm; those that differ we don't use. */
static const VTermStateCallbacks callbacks = {
    .scrollrect = on_scroll,
    .erase = on_erase,
};

/* Answers to queries; none are passed on, so there are none. */
static void
on_output(const char *data, size_t len, void *user)
{
	(void)data;
	(void)len;
	(void)user;
}

int
machine_init(struct machine *m, int cols, int rows, struct grid *grid)
{
	memset(m, 0, sizeof *m);
	m->grid = grid;
	if ((m->vterm = vterm_new(rows, cols)) == NULL)
		return -ENOMEM;
	vterm_set_utf8(m->vterm, 1);
	vterm_output_set_callback(m->vterm, on_output, NULL);
	m->state = vterm_obtain_state(m->vterm);
	vterm_state_reset(m->state, 1);
	vterm_state_set_callbacks(m->state, &callbacks, m);
	return 0;
}

void
machine_free(struct machine *m)
{
	if (m->vterm != NULL)
		vterm_free(m->vterm);
	memset(m, 0, sizeof *m);
}

void
machine_move(struct machine *m, struct machine *from)
{
	machine_free(m);
	*m = *from;
	vterm_state_set_callbacks(m->state, &callbacks, m);
}

void
machine_reset(struct machine *m)
{
	vterm_state_set_callbacks(m->state, NULL, NULL);
	vterm_state_reset(m->state, 1);
	vterm_state_set_callbacks(m->state, &callbacks, m);
	m->row = m->col = m->origin_row = m->origin_col = 0;
}

void
machine_set_origin(struct machine *m, int row, int col)
{
	m->origin_row = row;
	m->origin_col = col;
}

static char *
put_number(char *out, int n)
{
	char digits[12];
	int i = 0;

	if (n < 0)
		return out;
	do
		digits[i++] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	while (i > 0)
		*out++ = digits[--i];
	return out;
}

static char *
put_csi(char *out, char leader, int a, int b, char intermediate, char final)
{
	*out++ = '\033';
	*out++ = '[';
	if (leader != 0)
		*out++ = leader;
	out = put_number(out, a);
	if (b >= 0)
		*out++ = ';';
	out = put_number(out, b);
	if (intermediate != 0)
		*out++ = intermediate;
	*out++ = final;
	return out;
}

void
machine_csi(
    struct machine *m, int row, int col, char leader, int a, int b, char intermediate, char final)
{
	char sequence[64], *end = sequence;
	VTermPos at;

	if (row != m->row || col != m->col)
		end = put_csi(end, 0, row - m->origin_row + 1, col - m->origin_col + 1, 0, 'H');
	end = put_csi(end, leader, a, b, intermediate, final);
	vterm_input_write(m->vterm, sequence, (size_t)(end - sequence));
	vterm_state_get_cursorpos(m->state, &at);
	m->row = at.row;
	m->col = at.col;
}
