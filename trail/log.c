/* steno log: what happened. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/trail/entry.h"
#include "lib/trail/scroll.h"
#include "lib/verb/times.h"
#include "trail/trail.h"

static int run(int argc, char **argv);

const struct verb trail_log = {"log", run,
    "usage: steno log [OPTION...] [STORE]\n"
    "\n"
    "What happened in your store, or in STORE: sessions that began, ended or were lost, and what people\n"
    "did with recordings.  Each entry says who, what, to what, and when.  It is read as it stands:\n"
    "\"steno verify\" says whether it proves itself.\n"
    "\n"
    "      --actor WHO        only what this user did (a name or a number)\n"
    "      --action WHAT      only this, session.viewed say; \"session\" is all that begins with it\n"
    "      --target TEXT      only where the target has this in it\n"
    "      --session ID       only of this session (the beginning of its id)\n"
    "      --severity LEVEL   only this and above: info, notice, warning, critical\n"
    "      --since TIME, --until TIME   2026-11-21, \"2026-11-21 14:00\", \"Nov 21\", 14:00, 2d, 90m, today,\n"
    "                         \"an hour ago\", \"yesterday 14:00\", \"last monday\", \"last week\"; a day is all of it\n"
    "  -n NUMBER              only the last so many\n"
    "      --follow           wait for more\n"
    "      --json             the entries as they stand, one a line\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when lines in it are no entries; 2 usage; 3 when there is none to read.\n"
    "\n"
    "examples:\n"
    "  steno log -n 20\n"
    "  steno log --action session.viewed --since 7d\n"
    "  steno log --json | jq -r 'select(.actor.name != \"ada\") | .action'\n"};

enum { OPT_ACTOR = 256, OPT_ACTION, OPT_TARGET, OPT_SESSION, OPT_SEVERITY, OPT_SINCE, OPT_UNTIL };

static const struct option OPTIONS[] = {
	{"actor", required_argument, NULL, OPT_ACTOR},
	{"action", required_argument, NULL, OPT_ACTION},
	{"target", required_argument, NULL, OPT_TARGET},
	{"session", required_argument, NULL, OPT_SESSION},
	{"severity", required_argument, NULL, OPT_SEVERITY},
	{"since", required_argument, NULL, OPT_SINCE},
	{"until", required_argument, NULL, OPT_UNTIL},
	{"follow", no_argument, NULL, 'f'},
	{"json", no_argument, NULL, 'j'},
	VERB_OPTIONS_END,
};

static const char *const SEVERITIES[] = {"info", "notice", "warning", "critical"};

struct log {
	const char *actor, *action, *target, *session, *since, *until;
	int severity;
	int64_t from, to;
	long last; /* 0: all */
	bool json, follow;
	struct buffer *kept; /* the last so many, as a ring */
	long kept_count;
	struct buffer text;
	uint64_t broken;
};

static int
severity_of(const struct entry_text *t)
{
	int i;

	for (i = 0; i < 4; i++)
		if (entry_is(t, SEVERITIES[i]))
			return i;
	return 0;
}

static bool
action_fits(const struct entry_text *t, const char *want)
{
	size_t n = strlen(want);

	return t->len >= n && memcmp(t->data, want, n) == 0 && (t->len == n || t->data[n] == '.');
}

static bool
is_wanted(struct log *l, const struct entry_view *v)
{
	char uid[24];

	if (v->erased)
		return l->actor == NULL && l->action == NULL && l->target == NULL && l->session == NULL && l->severity == 0 &&
		    l->from == INT64_MIN && l->to == INT64_MAX;
	snprintf(uid, sizeof uid, "%" PRId64, v->uid);
	if ((l->actor != NULL && !entry_is(&v->name, l->actor) && strcmp(uid, l->actor) != 0) ||
	    (l->action != NULL && !action_fits(&v->action, l->action)) || severity_of(&v->severity) < l->severity ||
	    v->time < l->from || v->time >= l->to)
		return false;
	if (l->session != NULL &&
	    (v->session.len < strlen(l->session) || memcmp(v->session.data, l->session, strlen(l->session)) != 0))
		return false;
	if (l->target == NULL)
		return true;
	buffer_clear(&l->text);
	return entry_plain(&v->target, &l->text) == 0 &&
	    memmem(l->text.data ? l->text.data : "", l->text.len, l->target, strlen(l->target)) != NULL;
}

static void
put_time(struct buffer *out, int64_t ms)
{
	time_t s = (time_t)(ms / 1000);
	char text[32] = "";
	struct tm tm;

	if (localtime_r(&s, &tm) != NULL)
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
	buffer_addf(out, "%-19s  ", text);
}

static void
put_plain(struct buffer *out, const struct entry_text *t, struct buffer *scratch, size_t width)
{
	size_t start = out->len;

	buffer_clear(scratch);
	if (entry_plain(t, scratch) == 0)
		report_visible(out, scratch->data ? scratch->data : "", scratch->len, false);
	while (!out->broken && out->len - start < width)
		buffer_addc(out, ' ');
}

/* One entry for people: nothing in it acts on the terminal. */
static void
put_entry(struct log *l, struct buffer *out, const struct entry_view *v)
{
	if (v->erased) {
		buffer_addf(out, "%-19s  entry %" PRIu64 " was erased\n", "", v->index);
		return;
	}
	put_time(out, v->time);
	put_plain(out, &v->name, &l->text, 12);
	buffer_addc(out, severity_of(&v->severity) >= 2 ? '!' : ' ');
	put_plain(out, &v->action, &l->text, 18);
	buffer_addc(out, ' ');
	put_plain(out, &v->target, &l->text, 0);
	if (v->detail.len > 2) {
		buffer_adds(out, "  ");
		report_visible(out, v->detail.data, v->detail.len, false);
	}
	buffer_addc(out, '\n');
}

static int
take_line(struct log *l, const struct scroll_line *line)
{
	struct buffer one = {0}, *out = &one;
	struct entry_view v;

	if (entry_parse(line->data, line->len, &v) != 0) {
		if (l->broken++ == 0)
			report_warning("at byte %" PRId64 " stands a line that is no entry; \"steno verify --all\" says more",
			    line->offset);
		return 0;
	}
	if (!is_wanted(l, &v))
		return 0;
	if (l->kept != NULL) {
		out = &l->kept[l->kept_count++ % l->last];
		buffer_clear(out);
	}
	if (l->json) {
		buffer_add(out, line->data, line->len);
		buffer_addc(out, '\n');
	} else {
		put_entry(l, out, &v);
	}
	if (l->kept == NULL)
		fwrite(out->data, 1, out->broken ? 0 : out->len, stdout);
	buffer_free(&one);
	return ferror(stdout) ? -EPIPE : 0;
}

static void
print_kept(struct log *l)
{
	long i = l->kept_count > l->last ? l->kept_count - l->last : 0;
	const struct buffer *b;

	for (; i < l->kept_count; i++) {
		b = &l->kept[i % l->last];
		fwrite(b->data, 1, b->broken ? 0 : b->len, stdout);
	}
	for (i = 0; i < l->last && l->kept != NULL; i++)
		buffer_free(&l->kept[i]);
	free(l->kept);
	l->kept = NULL;
}

static int
read_all(struct log *l, struct scroll *scroll)
{
	struct scroll_line line;
	int r;

	while ((r = scroll_next(scroll, &line)) == 1 || r == ERR_LIMIT)
		if ((r = take_line(l, &line)) != 0)
			return r;
	return r;
}

/* Entries that come; until our reader goes away. */
static int
follow(struct log *l, struct scroll *scroll, const char *path)
{
	int fd = inotify_init1(IN_CLOEXEC), r;
	struct pollfd waits[2] = {{.fd = fd, .events = POLLIN}, {.fd = STDOUT_FILENO}};
	char events[4096];

	if (fd < 0 || inotify_add_watch(fd, path, IN_MODIFY) < 0) {
		r = -errno;
	} else {
		while ((r = read_all(l, scroll)) == 0 && fflush(stdout) == 0) {
			if (poll(waits, 2, -1) < 0 && errno != EINTR)
				break;
			if (waits[1].revents & (POLLERR | POLLHUP) || (waits[0].revents && read(fd, events, sizeof events) < 0))
				break;
		}
	}
	if (fd >= 0)
		close(fd);
	return r;
}

static int
read_log(struct log *l, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), r;
	struct scroll *scroll = NULL;

	if (fd < 0) {
		if (errno == ENOENT)
			report_error("%s is not there: nothing was recorded in this store yet", path);
		else
			report_error("can't read %s: %s", path, strerror(errno));
		return EXIT_UNREADABLE;
	}
	if (l->last > 0 && (l->kept = calloc((size_t)l->last, sizeof *l->kept)) == NULL)
		r = -ENOMEM;
	else if ((r = scroll_new(fd, &scroll)) == 0 && (r = read_all(l, scroll)) == 0) {
		print_kept(l);
		if (l->follow)
			r = follow(l, scroll, path);
	}
	scroll_free(scroll);
	close(fd);
	if (r != 0 && r != -EPIPE) {
		report_error("can't read %s: %s", path, error_text(r));
		return EXIT_UNREADABLE;
	}
	return l->broken ? EXIT_FOUND : EXIT_FINE;
}

static int
take_severity(struct log *l, const char *text)
{
	for (l->severity = 0; l->severity < 4; l->severity++)
		if (strcmp(SEVERITIES[l->severity], text) == 0)
			return 0;
	return verb_usage(&trail_log, "a severity is info, notice, warning or critical, not \"%s\"", text);
}

static int
take_option(struct log *l, int option)
{
	char *end;

	switch (option) {
	case OPT_ACTOR:
		l->actor = optarg;
		return 0;
	case OPT_ACTION:
		l->action = optarg;
		return 0;
	case OPT_TARGET:
		l->target = optarg;
		return 0;
	case OPT_SESSION:
		l->session = optarg;
		return 0;
	case OPT_SEVERITY:
		return take_severity(l, optarg);
	case OPT_SINCE:
		l->since = optarg;
		return 0;
	case OPT_UNTIL:
		l->until = optarg;
		return 0;
	case 'n':
		l->last = strtol(optarg, &end, 10);
		if (*end == '\0' && l->last > 0 && l->last <= 1000000)
			return 0;
		return verb_usage(&trail_log, "-n takes a number from 1 to 1000000, not \"%s\"", optarg);
	case 'f':
		l->follow = true;
		return 0;
	case 'j':
		l->json = true;
		return 0;
	}
	return EXIT_USAGE;
}

static int
run(int argc, char **argv)
{
	struct log l = {.severity = 0};
	char *store = NULL, *path = NULL;
	int option, code = 0;

	while (code == 0 && (option = verb_option(&trail_log, argc, argv, "n:", OPTIONS)) != -1)
		code = take_option(&l, option);
	if (code == 0 && optind + 1 < argc)
		code = verb_usage(&trail_log, "name one store");
	if (code == 0)
		code = times_range(&trail_log, l.since, l.until, false, &l.from, &l.to);
	if (code != 0)
		return code;
	store = optind < argc ? strdup(argv[optind]) : verb_store();
	if (store == NULL || asprintf(&path, "%s/trail/log.jsonl", store) < 0) {
		report_error("out of memory");
		code = EXIT_UNREADABLE;
	} else {
		code = read_log(&l, path);
	}
	buffer_free(&l.text);
	free(path);
	free(store);
	return code;
}
