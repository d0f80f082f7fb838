/*
 * How long a recording takes to show any moment of itself.
 *
 *	play make FILE MB           a recording with so many MB of output: listings, colours, an editor's screens, counting
 *	play seek FILE INDEX N      N random moments of it, each painted for a terminal; INDEX "-": none
 *	play replay FILE            all of it, from the start
 *
 * Times are of processor time, of this process and of the one that draws; and by the clock, which others may have had too.  One
 * JSON object a line.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/keyframes.h"
#include "indexer/stage.h"
#include "lib/base/clock.h"
#include "lib/canvas/mural.h"
#include "lib/canvas/refresh.h"
#include "lib/cast/extent.h"
#include "lib/cast/writer.h"

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "play: %s\n", what);
	exit(1);
}

static double
clock_ms(clockid_t id)
{
	struct timespec ts;

	return clock_gettime(id, &ts) == 0 ? (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6 : 0;
}

/* Of us and of who draws for us. */
static double
cpu_ms(const struct stage *stage)
{
	double ms = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
	clockid_t id;

	if (stage_process(stage) > 0 && clock_getcpuclockid(stage_process(stage), &id) == 0)
		ms += clock_ms(id);
	return ms;
}

static uint64_t seed = 88172645463325252u;

static uint32_t
any(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32) % below;
}

/* Making one. */

static void
put_listing(struct buffer *out)
{
	static const char *const colours[] = {"01;34", "01;32", "00", "01;36", "40;33;01"};
	uint32_t i, n = 5 + any(40);

	buffer_addf(out, "\r\n/usr/share/part-%u:\r\n", any(5000));
	for (i = 0; i < n; i++)
		buffer_addf(out, "-rw-r--r-- 1 root root %7u Nov %2u %02u:%02u \033[0m\033[%sm%s-%u.so\033[0m\r\n", any(9999999), 1 + any(28),
		    any(24), any(60), colours[any(5)], "library", any(99999));
}

static void
put_screen(struct buffer *out)
{
	uint32_t row;

	buffer_adds(out, "\033[?1049h\033[H\033[2J");
	for (row = 1; row < 24; row++)
		buffer_addf(out, "\033[%u;1H\033[38;5;%um%4u \033[mint value_%u = %u; /* of the row */\033[K", row, any(256), row, any(1000),
		    any(100000));
	buffer_adds(out, "\033[24;1H\033[7m\"main.c\" 4711L\033[m\033[?1049l");
}

static void
put_count(struct buffer *out)
{
	static uint32_t n;
	uint32_t i;

	for (i = 0; i < 60; i++)
		buffer_addf(out, "%u\r\n", n++);
}

static void
make(const char *path, double mb)
{
	const struct writer_options options = {.live = false};
	struct event ev = {.code = EVENT_OUTPUT};
	struct buffer out = {0};
	uint64_t total = 0;
	struct writer *w;
	struct header h;

	header_init(&h);
	h.realtime = clock_realtime_ms();
	h.boottime = clock_boottime_ms();
	h.has_session = true;
	h.timestamp = h.realtime / 1000;
	if (uuid_make(&h.session, h.realtime) != 0 || header_set(&h.user, "bench") != 0 || header_set(&h.host, "here") != 0 ||
	    writer_new(path, &h, &options, &w) != 0)
		die("can't begin the recording");
	while ((double)total < mb * 1e6) {
		buffer_clear(&out);
		(void (*[])(struct buffer *)){put_listing, put_listing, put_screen, put_count}[any(4)](&out);
		ev.data = out.data;
		ev.len = out.len;
		ev.at += any(40);
		total += out.len;
		if (writer_put(w, &ev) != 0)
			die("can't write the recording");
	}
	if (writer_close(w) != 0)
		die("can't end the recording");
	buffer_free(&out);
	header_free(&h);
}

/* Looking at moments. */

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void
print_times(const char *name, double *list, int n)
{
	qsort(list, (size_t)n, sizeof *list, by_size);
	printf("\"%s_p50\":%.3f,\"%s_p99\":%.3f,\"%s_max\":%.3f,", name, list[n / 2], name, list[n * 99 / 100], name, list[n - 1]);
}

/* Private memory, in MB. */
static double
private_mb(int pid)
{
	char path[64], line[256];
	unsigned long kb = 0, part;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
	if ((f = fopen(path, "r")) == NULL)
		return -1;
	while (fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "Private_Clean: %lu", &part) == 1 || sscanf(line, "Private_Dirty: %lu", &part) == 1)
			kb += part;
	fclose(f);
	return (double)kb / 1024;
}

static struct stage *
open_stage(const char *path)
{
	struct stage *stage;
	char *message;

	if (stage_new(path, NULL, &stage, &message) != 0)
		die(message != NULL ? message : "can't open the recording");
	return stage;
}

/* Of another program's recording by its path; where it ends. */
static int64_t
use_index(struct stage *stage, const char *recording, const char *path, struct keyframes *k)
{
	const struct header *h = source_header(stage_source(stage));
	char uuid[UUID_TEXT_SIZE], *message = NULL, *real = realpath(recording, NULL);
	const struct lookup_session *session;
	struct catalog_recording known;
	struct catalog *catalog;
	int r;

	if (catalog_open(path, CATALOG_READ, &catalog, &message) != 0 || lookup_new(catalog, &k->lookup) != 0 || real == NULL)
		die(message != NULL ? message : "the index can't be read");
	uuid_format(&h->session, uuid);
	r = h->has_session ? catalog_find_session(catalog, uuid, &known) : catalog_find_path(catalog, real, &known);
	if (r != 1 || lookup_session(k->lookup, known.session, &session) != 0)
		die("it is not in the index");
	free(real);
	k->session = session->id;
	stage_use(stage, &(struct stage_keyframes){keyframes_find, k});
	stage_marks(stage, &(struct source_marks){.find = keyframes_mark, .context = k});
	return session->ended;
}

static void
show(struct stage *stage, struct canvas *canvas, const struct stage_target *target)
{
	const struct refresh_terminal terminal = {PALETTE_RGB, false};
	const struct canvas_area area = canvas_all(canvas);
	struct buffer bytes = {0};

	stage_aim(stage, target, true);
	if (stage_wait(stage) != STAGE_READY)
		die("what draws was lost");
	canvas_clear(canvas);
	mural_paint(canvas, &area, stage_picture(stage), 0, 0);
	if (refresh_bytes(canvas, &terminal, &bytes) != 0)
		die("out of memory");
	buffer_free(&bytes);
}

static void
seek(const char *path, const char *index, int n)
{
	double started = clock_ms(CLOCK_MONOTONIC), *cpu = calloc((size_t)n + 1, sizeof *cpu), *wall = calloc((size_t)n + 1, sizeof *wall);
	struct canvas *canvas = canvas_new(80, 24);
	struct stage *stage = open_stage(path);
	struct keyframes keyframes = {0};
	struct stage_target target = {.at = 0};
	struct extent extent;
	double cpu_start, wall_start;
	int i;

	if (strcmp(index, "-") != 0)
		extent.last = use_index(stage, path, index, &keyframes);
	else if (extent_measure(path, &extent) != 0)
		die("how long it is, only an index knows");
	if (canvas == NULL || cpu == NULL || wall == NULL)
		die("out of memory");
	target.at = extent.last / 3;
	show(stage, canvas, &target);
	printf("{\"first_cpu\":%.3f,\"first_wall\":%.3f,", cpu_ms(stage), clock_ms(CLOCK_MONOTONIC) - started);
	/* warm: each once before it counts would be too kind; some, anywhere, warm the code */
	for (i = -20; i < n; i++) {
		target.at = (int64_t)((double)any(1000000) / 1e6 * (double)extent.last);
		cpu_start = cpu_ms(stage);
		wall_start = clock_ms(CLOCK_MONOTONIC);
		show(stage, canvas, &target);
		if (i >= 0) {
			cpu[i] = cpu_ms(stage) - cpu_start;
			wall[i] = clock_ms(CLOCK_MONOTONIC) - wall_start;
		}
	}
	print_times("cpu", cpu, n);
	print_times("wall", wall, n);
	printf("\"private_mb\":%.1f}\n", private_mb(getpid()) + private_mb(stage_process(stage)));
	stage_free(stage);
	canvas_free(canvas);
}

static void
replay(const char *path)
{
	struct stage *stage = open_stage(path);
	struct canvas *canvas = canvas_new(80, 24);
	double started = clock_ms(CLOCK_MONOTONIC);

	show(stage, canvas, &(struct stage_target){.at = INT64_MAX});
	printf("{\"cpu\":%.1f,\"wall\":%.1f}\n", cpu_ms(stage), clock_ms(CLOCK_MONOTONIC) - started);
	stage_free(stage);
	canvas_free(canvas);
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "make") == 0)
		make(argv[2], atof(argv[3]));
	else if (argc == 5 && strcmp(argv[1], "seek") == 0 && atoi(argv[4]) > 0)
		seek(argv[2], argv[3], atoi(argv[4]));
	else if (argc == 3 && strcmp(argv[1], "replay") == 0)
		replay(argv[2]);
	else
		die("usage: play make FILE MB | seek FILE INDEX|- N | replay FILE");
	return 0;
}
