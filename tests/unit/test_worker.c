/* The worker: what comes of it, and what is said of one that is lost. */
#include "tests/unit/check.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/letter.h"
#include "indexer/worker.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "tests/unit/inmate.h"

struct told {
	struct buffer text;
	int commands, ends, refuse_at;
};

static int
tell_command(void *context, struct command *c)
{
	struct told *told = context;

	command_encode(&told->text, c, 0);
	command_free(c);
	return ++told->commands == told->refuse_at ? -ECANCELED : 0;
}

static int
tell_ended(void *context, struct command_end *end)
{
	struct told *told = context;

	buffer_addf(&told->text, "%d %d %d %d\n", (int)end->seq, (int)end->duration, (int)end->output_to, (int)end->bytes);
	told->ends++;
	return 0;
}

static struct event
event(uint64_t number, char code, const char *data)
{
	return (struct event){.at = (int64_t)number * 100, .number = number, .code = code, .data = data,
	    .len = strlen(data)};
}

#define OPENS "\033[?2004h"
#define CLOSES "\r\n\033[?2004l\r"

static const struct event SESSION[] = {
	{0, 0, 's', "-- 100 bash", 11}, {10, 1, 'o', OPENS "host$ ", 14}, {100, 2, 'k', "p", 1},
	{110, 3, 'o', "ls -l", 5}, {200, 4, 'k', "e", 1}, {210, 5, 'o', CLOSES, 11}, {220, 6, 'o', "total 0\r\n", 9},
	{230, 7, 'o', OPENS "host$ ", 14}, {300, 8, 'i', "date\r", 5}, {310, 9, 'o', "date" CLOSES, 15},
	{320, 10, 'o', "Sat\r\n" OPENS "host$ ", 19},
};
#define SESSION_EVENTS (sizeof SESSION / sizeof *SESSION)

/* Output of all lengths, up to the longest that passes. */
static struct event
long_event(uint64_t number, int turn)
{
	static char data[LETTER_EVENT_MAX];
	struct event ev = {.number = number, .code = 'o', .at = turn * 1000 + 500, .data = data};

	memset(data, 'x', sizeof data);
	ev.len = turn % 100 == 0 ? sizeof data : (size_t)turn * 977 % 200000;
	return ev;
}

/* The same as without a cage, also in many batches. */
static void
test_worker_recovers(void)
{
	struct told in = {0}, out = {0};
	const struct recovery_sink in_sink = {tell_command, tell_ended, &in}, out_sink = {tell_command, tell_ended, &out};
	struct worker_status status;
	struct recovery *recover;
	struct worker *worker;
	struct header h;
	struct event ev;
	uint64_t number = 0;
	size_t i;
	int turn;

	header_init(&h);
	CHECK(recovery_new(&h, &in_sink, &recover) == 0);
	CHECK(worker_new(&h, &out_sink, &worker) == 0);
	for (turn = 0; turn < 2000; turn++)
		for (i = 0; i < SESSION_EVENTS; i++) {
			ev = SESSION[i];
			ev.number = number++;
			ev.at += turn * 1000;
			CHECK(recovery_event(recover, &ev) == 0);
			CHECK(worker_event(worker, &ev) == 0);
			if (i == SESSION_EVENTS / 2 && turn % 10 == 0) {
				ev = long_event(number++, turn);
				CHECK(recovery_event(recover, &ev) == 0);
				CHECK(worker_event(worker, &ev) == 0);
			}
		}
	CHECK(recovery_end(recover, false) == 0);
	CHECK(worker_end(worker, false) == 0);
	CHECK(out.commands >= 2000 && out.commands == in.commands);
	CHECK(strcmp(buffer_string(&in.text), buffer_string(&out.text)) == 0);
	worker_status(worker, &status);
	CHECK(status.fate == WORKER_FINE);
	recovery_free(recover);
	worker_free(worker);
	worker_free(NULL);
	header_free(&h);
	buffer_free(&in.text);
	buffer_free(&out.text);
}

/* What a program in the cage was sent. */
struct mail {
	struct buffer inbox;
	const char *at, *end; /* of the tray that is being read */
	int tray;             /* which it is; -1: none */
};

/* The tray's letters are read: it is scribbled over, for it may be, and given back. */
static bool
give_back(struct mail *m, int out, volatile struct scribe_place *place)
{
	struct buffer letters = {0};
	bool good;

	if (m->tray < 0)
		return true;
	memset((char *)place->trays[m->tray], 0xA5, SCRIBE_TRAY_SIZE);
	letter_put_taken(&letters, (uint32_t)m->tray);
	m->tray = -1;
	good = file_write(out, letters.data, letters.len) == 0;
	buffer_free(&letters);
	return good;
}

/* The next letter out of a tray; false at the end. */
static bool
open_mail(struct mail *m, int in, int out, volatile struct scribe_place *place, struct letter *letter)
{
	ssize_t n;
	long size;
	size_t len;

	while (m->at == m->end) {
		if (!give_back(m, out, place) || buffer_reserve(&m->inbox, 64) == NULL)
			return false;
		if ((size = letter_take(m->inbox.data, m->inbox.len, letter)) == 0) {
			if ((n = read(in, m->inbox.data + m->inbox.len, 64)) <= 0)
				return false;
			m->inbox.len += (size_t)n;
			continue;
		}
		if (size < 0)
			return false;
		buffer_consume(&m->inbox, (size_t)size);
		if (!scribe_tray(place, letter, &m->at, &len))
			return false;
		m->end = m->at + len;
		m->tray = (int)letter->tray.number;
	}
	if ((size = letter_take(m->at, (size_t)(m->end - m->at), letter)) <= 0)
		return false;
	m->at += size;
	return true;
}

/* What a program in the cage does, by its letter, after it has told of one command and read some events. */
static int
program(int in, int out, volatile struct scribe_place *place, const void *context)
{
	char what = *(const char *)context;
	struct mail mail = {.tray = -1};
	struct buffer letters = {0};
	struct letter letter;
	struct command c;
	int i;

	if (what == 'q')
		return 3;
	while (place->count < 5) {
		if (!open_mail(&mail, in, out, place, &letter))
			return 9;
		place->event = letter.event.number;
		place->at = letter.event.at;
		place->count++;
	}
	sample_command(&c, 1);
	c.at = 0;
	letter_put_command(&letters, &c);
	scribe_say(place, out, letters.data, letters.len);
	scribe_send(place, out);
	buffer_clear(&letters);
	c.seq = 2;
	switch (what) {
	case 'v':
	case 'o':
		return inmate_do(in, out, &what);
	case 'l':
		return 4;
	case 'g':
		return file_write(out, "garbage garbage garbage", 23);
	case 'G': /* begins a letter, and waits */
		file_write(out, "\3\0\0\0\xFF\0\0\0", 8);
		return inmate_do(in, out, &what);
	case '1': /* the number again */
		c.seq = 1;
		break;
	case '2': /* an event that was never sent */
		c.event = 1000000;
		break;
	case '3':
		c.at = INT64_MAX;
		break;
	case '4': /* a place that can't be, and then a crash */
		place->event = UINT64_MAX;
		place->at = INT64_MIN;
		return inmate_do(in, out, (void *)(uintptr_t) "v");
	case 'b': /* garbage comes ahead of what it said, and it goes on, */
	case 'B': /* or the beginning of a letter does */
		letter_put_command(&letters, &c);
		scribe_say(place, out, letters.data, letters.len);
		file_write(out, what == 'b' ? "garbage garbage garbage" : "\3\0\0\0\xFF\0\0\0", what == 'b' ? 23 : 8);
		scribe_send(place, out);
		return what == 'b' ? inmate_do(in, out, &what) : 4;
	case 'h': /* crashes before it sends what it said */
	case 'H': /* of which it says that it is more than there is room for, */
	case 'k': /* or before what came, */
	case 'K': /* or which is no letter */
		letter_put_command(&letters, &c);
		scribe_say(place, out, letters.data, what == 'K' ? letters.len - 1 : letters.len);
		if (what == 'K')
			scribe_say(place, out, "garbage garbage", 15);
		place->held += what == 'H' ? SCRIBE_KEPT_SIZE : 0;
		place->kept += what == 'k' ? place->said + 1 : 0;
		return inmate_do(in, out, (void *)(uintptr_t) "v");
	case '5': /* an end of what never began */
		letter_put_ended(&letters, &(struct command_end){.seq = 2});
		break;
	case '6': /* ends without end */
		for (i = 0; i < 2; i++)
			letter_put_ended(&letters, &(struct command_end){.seq = 1});
		break;
	case '7': /* more behind its last word */
		letter_put_done(&letters, 0);
		letter_put_command(&letters, &c);
		break;
	case 'd': /* done before all was sent */
		letter_put_done(&letters, 0);
		break;
	case '8': /* says what only we say */
		letter_put_end(&letters, true);
		break;
	case 't':
		letter_put_tray(&letters, 0, 1);
		break;
	case 'T': /* a tray that is none, */
		letter_put_taken(&letters, SCRIBE_TRAYS);
		break;
	case 'u': /* or that it has not, */
		letter_put_taken(&letters, 1 - (uint32_t)mail.tray);
		break;
	case 'U': /* any more */
		for (i = 0; i < 2; i++)
			letter_put_taken(&letters, (uint32_t)mail.tray);
		break;
	case '9': /* commands without end */
		for (;; c.seq++) {
			letter_put_command(&letters, &c);
			if (file_write(out, letters.data, letters.len) != 0)
				return 1;
			buffer_clear(&letters);
		}
	}
	if (letters.len == 0)
		letter_put_command(&letters, &c);
	file_write(out, letters.data, letters.len);
	return 0;
}

/* Ten events to such a program, and then the end, or events without end. */
static struct worker_status
lost(const char *what, bool forever)
{
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct worker_status status;
	struct worker *worker;
	struct event ev;
	uint64_t number;
	int r = 0;

	if (worker_start(program, what, &sink, &worker) != 0)
		abort();
	for (number = 0; r == 0 && (forever || number < 10); number++) {
		ev = event(number, 'o', "0123456789");
		r = worker_event(worker, &ev);
	}
	if (r == 0)
		r = worker_end(worker, false);
	CHECK(r == ERR_FAILED);
	/* it stays so */
	ev = event(number, 'o', "x");
	CHECK(worker_event(worker, &ev) == ERR_FAILED && worker_end(worker, false) == ERR_FAILED);
	CHECK(told.commands >= 1 || *what == 'q');
	CHECK((*what != 'h' && *what != 'b' && *what != 'B') || told.commands == 2);
	CHECK((*what != 'H' && *what != 'k') || told.commands == 1);
	worker_status(worker, &status);
	worker_free(worker);
	buffer_free(&told.text);
	return status;
}

static void
test_worker_lost(void)
{
	struct worker_status status;
	char what[128];
	int forever;

	for (forever = 0; forever < 2; forever++) {
		status = lost("l", forever);
		CHECK(status.fate == WORKER_LEFT && status.number == 4 && status.begun);
		CHECK(status.event == 4 && status.at == 400);
		CHECK(lost("B", forever).fate == WORKER_LEFT);
		status = lost("q", forever);
		CHECK(status.fate == WORKER_LEFT && status.number == 3 && !status.begun);
		if (!cage_confines())
			continue;
		status = lost("v", forever);
		CHECK(status.fate == WORKER_KILLED && status.number == SIGSEGV);
		CHECK(status.begun && status.event == 4 && status.at == 400);
		worker_describe(&status, what);
		CHECK(strcmp(what, "was killed by signal 11 (Segmentation fault)") == 0);
		CHECK(lost("o", forever).fate == WORKER_REFUSED);
		CHECK(lost("h", forever).fate == WORKER_KILLED && lost("H", forever).fate == WORKER_KILLED);
		CHECK(lost("k", forever).fate == WORKER_KILLED && lost("K", forever).fate == WORKER_KILLED);
		status = lost("4", forever);
		CHECK(status.fate == WORKER_KILLED && (forever || (status.event == 9 && status.at == 900)));
	}
}

static void
test_worker_lies(void)
{
	static const char *const lies[] = {"g", "b", "1", "2", "3", "5", "6", "7", "8", "9", "t", "T", "u", "U"};
	size_t i;

	for (i = 0; i < sizeof lies / sizeof *lies; i++) {
		/* what is implausible beside ten events may be true beside more */
		struct worker_status status = lost(lies[i], false);

		if (status.fate != WORKER_GARBLED)
			printf("# \"%s\": %d\n", lies[i], status.fate);
		CHECK(status.fate == WORKER_GARBLED);
	}
	CHECK(lost("d", true).fate == WORKER_GARBLED);
}

/* Answers each event with more than it took, and listens only when all of it is said. */
static int
chatter(int in, int out, volatile struct scribe_place *place, const void *context)
{
	struct mail mail = {.tray = -1};
	struct buffer letters = {0};
	struct letter letter;
	struct command c;

	(void)context;
	sample_command(&c, 0);
	c.at = 0;
	c.event = c.output_from = c.output_to = 0;
	while (c.text.len < 100000)
		buffer_adds(&c.text, "0123456789");
	while (open_mail(&mail, in, out, place, &letter)) {
		buffer_clear(&letters);
		if (letter.type == LETTER_END) {
			letter_put_done(&letters, 0);
			return file_write(out, letters.data, letters.len) != 0;
		}
		c.seq++;
		letter_put_command(&letters, &c);
		if (file_write(out, letters.data, letters.len) != 0)
			return 1;
	}
	return 1;
}

static void
test_worker_both_ways(void)
{
	static char data[60000];
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct worker *worker;
	struct event ev = {.code = 'o', .data = data, .len = sizeof data};
	int i;

	CHECK(worker_start(chatter, NULL, &sink, &worker) == 0);
	for (i = 0; i < 200; i++) {
		ev.number = (uint64_t)i;
		CHECK(worker_event(worker, &ev) == 0);
	}
	CHECK(worker_end(worker, false) == 0);
	CHECK(told.commands == 200);
	worker_free(worker);
	buffer_free(&told.text);
}

static void
test_worker_sink_refuses(void)
{
	struct told told = {.refuse_at = 1};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct worker *worker;
	struct event ev = event(0, 'o', "x");

	CHECK(worker_start(chatter, NULL, &sink, &worker) == 0);
	CHECK(worker_event(worker, &ev) == 0);
	CHECK(worker_end(worker, false) == -ECANCELED);
	CHECK(worker_event(worker, &ev) == -ECANCELED && told.commands == 1);
	worker_free(worker);
	buffer_free(&told.text);
}

/* One that waits for the rest of nothing is ended with its worker. */
static void
test_worker_is_ended(void)
{
	struct told told = {0};
	const struct recovery_sink sink = {tell_command, tell_ended, &told};
	struct worker *worker;
	struct event ev = event(0, 'o', "x");
	int status;

	CHECK(worker_start(program, "G", &sink, &worker) == 0);
	CHECK(worker_event(worker, &ev) == 0);
	worker_free(worker);
	CHECK(waitpid(-1, &status, 0) < 0 && errno == ECHILD);
}

int
main(void)
{
	check_run("worker_recovers", test_worker_recovers);
	check_run("worker_lost", test_worker_lost);
	check_run("worker_lies", test_worker_lies);
	check_run("worker_both_ways", test_worker_both_ways);
	check_run("worker_sink_refuses", test_worker_sink_refuses);
	check_run("worker_is_ended", test_worker_is_ended);
	return check_done();
}
