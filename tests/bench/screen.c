/*
 * How fast a screen takes terminal output: a file TIMES over at a size, ours and libvterm's own, in
 * megabytes for each second of processor time.  The file comes in pieces of 32 KiB, as events do.
 *
 *   screen [--history N] [--piece BYTES] [--marks] [--ours] COLS ROWS TIMES FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <vterm.h>

#include "lib/base/file.h"
#include "lib/screen/screen.h"

static int history = 1000, cols, rows, times;
static size_t piece = 32768;
static unsigned wanted;
static bool alone;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
no_mark(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	(void)context;
	(void)mark;
	(void)number;
	(void)data;
	(void)len;
}

static double
feed_ours(const struct buffer *file)
{
	const struct screen_observer observer = {no_mark, NULL};
	struct screen *s = screen_new(cols, rows, history);
	double start = now(), end;
	size_t at, n;
	int i;

	if (s == NULL)
		abort();
	screen_observe(s, &observer, wanted);
	for (i = 0; i < times; i++) {
		for (at = 0; at < file->len; at += n) {
			n = file->len - at < piece ? file->len - at : piece;
			screen_stamp(s, (uint32_t)(at / piece), 0);
			screen_feed(s, file->data + at, n);
		}
	}
	end = now();
	screen_free(s);
	return end - start;
}

static double
feed_theirs(const struct buffer *file, int count)
{
	VTerm *vt = vterm_new(rows, cols);
	double start, end;
	size_t at, n;
	int i;

	vterm_set_utf8(vt, 1);
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	start = now();
	for (i = 0; i < count; i++) {
		for (at = 0; at < file->len; at += n) {
			/* larger writes overflow its stack */
			n = file->len - at < 8192 ? file->len - at : 8192;
			vterm_input_write(vt, file->data + at, n);
		}
	}
	end = now();
	vterm_free(vt);
	return end - start;
}

static void
measure(const char *path)
{
	struct buffer file = {0};
	int count = times > 20 ? times / 20 : 1;
	double mb;

	if (file_load(path, 1u << 30, &file) != 0 || file.len == 0) {
		fprintf(stderr, "screen: cannot read %s\n", path);
		exit(1);
	}
	mb = (double)file.len / 1e6;
	printf("%-24s %8.1f MB/s", path, mb * times / feed_ours(&file));
	if (!alone)
		printf(", VTermScreen %6.1f MB/s", mb * count / feed_theirs(&file, count));
	printf("\n");
	buffer_free(&file);
}

int
main(int argc, char **argv)
{
	int i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		if (strcmp(argv[i], "--marks") == 0)
			wanted = ~0u;
		else if (strcmp(argv[i], "--ours") == 0)
			alone = true;
		else if (strcmp(argv[i], "--history") == 0 && i + 1 < argc)
			history = atoi(argv[++i]);
		else if (strcmp(argv[i], "--piece") == 0 && i + 1 < argc)
			piece = (size_t)atol(argv[++i]);
	}
	if (argc - i < 4 || (times = atoi(argv[i + 2])) < 1 || piece < 1) {
		fprintf(stderr,
		    "usage: screen [--history N] [--piece BYTES] [--marks] [--ours] COLS "
		    "ROWS TIMES FILE...\n");
		return 2;
	}
	cols = atoi(argv[i]);
	rows = atoi(argv[i + 1]);
	for (i += 3; i < argc; i++)
		measure(argv[i]);
	return 0;
}
