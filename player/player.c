/* steno-play: its verb. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/report.h"
#include "lib/verb/deed.h"
#include "lib/verb/times.h"
#include "lib/verb/verb.h"
#include "player/brief.h"
#include "player/desk.h"
#include "player/transcript.h"

static const char USAGE[] =
    "usage: steno play [--at TIME|@EVENT] [--speed N] [--idle SECONDS] [--follow] FILE|SESSION[:COMMAND]\n"
    "\n"
    "Play a recording on this terminal, from its start or from any moment of it, with the screen as it was\n"
    "then.  A hit of \"steno search\" is given as it is printed: SESSION:COMMAND.  Any format that \"steno import\"\n"
    "reads will do.  The key ? lists the keys.\n"
    "\n"
    "      --at TIME      90, 1:30, 1:02:03.5, 45s, 1h30m from its start; or as a clock had it,\n"
    "                     \"2026-11-21 14:02:10\", 2:02pm; or @EVENT\n"
    "      --speed N      1/8, 1/4, 1/2, 1, 2, 4, 8, 16, 32 or 64 times as fast   (default: 1)\n"
    "      --idle SECONDS cut pauses to so many; 0: don't   (default: 0)\n"
    "  -f, --follow       a session that is being recorded: from now on, to its end\n"
    "      --paused       begin with a pause\n"
    "      --utc          times in UTC, not in your zone\n"
    "  -i, --index FILE   the index   (default: that of your store)\n"
    "      --no-index     do without: begin at nothing but the recording itself\n"
    "      --timing FILE  for a recording of script(1): its timing file\n"
    "      --help, --version\n"
    "\n"
    "Nothing of the recording reaches your terminal but the characters that were on the screen.  Where standard\n"
    "output is no terminal, the session's plain text is printed, with times.\n"
    "\n"
    "exit status: 0; 1 the recording is cut or damaged (without a terminal), or has no such command; 2 usage;\n"
    "3 it could not be read\n"
    "\n"
    "examples:\n"
    "  steno play session.cast.zst\n"
    "  steno play 0193a1b2-c3d4:17                   a hit of steno search\n"
    "  steno play --follow 0193a1b2                  watch a live session\n"
    "  steno play --at 1:30 --speed 4 --idle 2 old.ttyrec\n";

struct play {
	struct reel_order reel;
	struct desk_order desk;
	bool at;          /* a moment was given */
	const char *time; /* which; NULL where it is an event's */
};

static int
take_moment(struct play *p, const char *text)
{
	char *end;

	p->at = true;
	p->desk.from.by_event = *text == '@';
	p->time = *text != '@' ? text : NULL;
	if (p->time != NULL)
		return times_check(&(struct verb){.name = "play"}, text);
	errno = 0;
	p->desk.from.event = strtoull(text + 1, &end, 10);
	if (errno == 0 && text[1] >= '0' && text[1] <= '9' && *end == '\0' && p->desk.from.event < INT64_MAX)
		return 0;
	return verb_usage(&(struct verb){.name = "play"}, "\"%s\" is no moment: an event is @ and its number", text);
}

static bool
take_speed(struct play *p, const char *text)
{
	static const char *const names[] = {"1/8", "1/4", "1/2", "1", "2", "4", "8", "16", "32", "64"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], text) == 0) {
			p->desk.speed = TRANSPORT_SLOWEST << i;
			return true;
		}
	return false;
}

/* A usage error's exit code, or 0. */
static int
take_option(struct play *p, int option, const char *value)
{
	switch (option) {
	case 'a':
		return take_moment(p, value);
	case 's':
		return take_speed(p, value) ? 0 : verb_usage(&(struct verb){.name = "play"},
		    "\"%s\" is no speed: 1/8, 1/4, 1/2, 1, 2, 4, 8, 16, 32 or 64", value);
	case 'I':
		return (p->desk.idle = moment_offset(value)) >= 0 ? 0 : verb_usage(&(struct verb){.name = "play"},
		    "\"%s\" is no number of seconds", value);
	case 'f':
		p->desk.follow = true;
		return 0;
	case 'p':
		p->desk.paused = true;
		return 0;
	case 'u':
		p->desk.utc = true;
		return 0;
	case 'i':
		p->reel.index = value;
		return 0;
	case 'n':
		p->reel.no_index = true;
		return 0;
	case 'T':
		p->reel.timing = value;
		return 0;
	default:
		return EXIT_USAGE;
	}
}

/*
 * The command that was named: found in the index, or looked for in the recording as far as it takes.  Who sits at a terminal sees
 * a screen meanwhile.
 */
static int
find_command(struct play *p, struct reel *reel)
{
	long i;

	if (reel->session == NULL && isatty(STDOUT_FILENO)) {
		p->desk.command = reel->seq;
		p->at = true;
		return 0;
	}
	reel_learn(reel, reel->seq);
	if ((i = chapters_find(&reel->chapters, (uint64_t)reel->seq)) < 0) {
		report_error("the session has no command %" PRId64, reel->seq);
		return EXIT_FOUND;
	}
	p->desk.from = (struct stage_target){.by_event = true, .event = reel->chapters.list[i].event};
	p->at = true;
	return 0;
}

static int
print(struct play *p, struct reel *reel)
{
	const struct transcript_order order = {.from = p->desk.from, .all = !p->at, .follow = p->desk.follow};

	return transcript_print(reel, &order);
}

/* Before anything is shown; who stays long stays behind a checkpoint. */
static void
tell_begin(const struct play *p, const struct reel *reel)
{
	struct deed_view view = DEED_VIEW("play");

	if (p->at && p->desk.from.by_event)
		view.event = (int64_t)p->desk.from.event;
	else if (p->at)
		view.from = p->desk.from.at;
	view.command = reel->seq;
	deed_viewed(reel->path, &view);
	deed_settle();
}

/* The part between the first moment and the last that were shown. */
static void
tell_end(const struct reel *reel)
{
	struct deed_view view = DEED_VIEW("played");

	view.from = reel->shown_from;
	view.to = reel->shown_to;
	if (view.from >= 0)
		deed_viewed(reel->path, &view);
}

static int
show(struct play *p, struct reel *reel)
{
	struct console *console;
	int r, code;

	tell_begin(p, reel);
	if (!isatty(STDOUT_FILENO))
		return print(p, reel);
	if ((r = console_open(&console)) != 0) {
		report_error("can't play \"%s\" here: %s\nredirect the output for its plain text", reel->path, console_trouble(r));
		return EXIT_UNREADABLE;
	}
	if (p->desk.follow && !p->at)
		p->desk.from = (struct stage_target){.at = INT64_MAX};
	deed_hush(true);
	code = desk_run(reel, console, &p->desk);
	console_close(console);
	tell_end(reel);
	deed_hush(false);
	return code;
}

static int
play_run(int argc, char **argv)
{
	static const struct option options[] = {{"at", required_argument, NULL, 'a'}, {"speed", required_argument, NULL, 's'},
	    {"idle", required_argument, NULL, 'I'}, {"follow", no_argument, NULL, 'f'}, {"paused", no_argument, NULL, 'p'},
	    {"utc", no_argument, NULL, 'u'}, {"index", required_argument, NULL, 'i'}, {"no-index", no_argument, NULL, 'n'},
	    {"timing", required_argument, NULL, 'T'}, {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	static const struct verb play = {"play", play_run, USAGE};
	struct play p = {.desk = {.speed = TRANSPORT_NORMAL, .command = -1}};
	struct reel reel;
	int option, code;

	while ((option = verb_option(&play, argc, argv, "fi:", options)) != -1)
		if ((code = take_option(&p, option, optarg)) != 0)
			return code;
	if (argc - optind != 1)
		return verb_usage(&play, "one recording is wanted");
	p.reel.name = argv[optind];
	if ((code = reel_open(&reel, &p.reel)) == 0 && reel.seq >= 0 && !p.at)
		code = find_command(&p, &reel);
	/* a clock's time is of that recording */
	if (code == 0 && p.time != NULL)
		code = times_at(&play, p.time, source_header(stage_source(reel.stage)), p.desk.utc, &p.desk.from.at);
	if (code == 0)
		code = show(&p, &reel);
	reel_close(&reel);
	return code;
}

static const struct verb player_play = {"play", play_run, USAGE};
static const struct verb *const VERBS[] = {&player_play, &brief_export, NULL};

int
main(int argc, char **argv)
{
	return verb_main("steno-play", VERBS, argc, argv);
}
