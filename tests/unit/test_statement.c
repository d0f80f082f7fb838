/* What shells report: doc/format/cast.md, section 2.7, from the bytes of datagrams to the event's data. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/event.h"
#include "recorder/statement.h"
#include "tests/unit/check.h"

#define LITERAL(text) text, sizeof(text) - 1

static struct statement s;
static struct buffer out;

static void
begin(void)
{
	statement_free(&s);
	memset(&s, 0, sizeof s);
}

static bool
gives(pid_t pid, const char *json)
{
	int r = statement_take(&s, pid, &out);

	if (json == NULL)
		return r == 0;
	if (r == 1 && strcmp(buffer_string(&out), json) == 0)
		return true;
	printf("# %d: %s\n", r, r == 1 ? buffer_string(&out) : "");
	return false;
}

/* One datagram from process 7; what it gives, NULL for nothing. */
static bool
makes(const char *data, size_t len, const char *json)
{
	begin();
	return statement_feed(&s, 7, data, len) == 0 && gives(7, json) && gives(7, NULL);
}

static void
test_whole(void)
{
	CHECK(makes(LITERAL("shell=zsh\0exit=3\0cwd=/usr\0ran=1\0line=ls -l\0\0"),
	    "{\"pid\":7,\"shell\":\"zsh\",\"ran\":true,\"line\":\"ls -l\",\"exit\":3,\"cwd\":\"/usr\"}"));
	CHECK(makes(LITERAL("shell=fish\0\0"), "{\"pid\":7,\"shell\":\"fish\"}"));
	CHECK(makes(LITERAL("shell=fish\0ran=0\0\0"), "{\"pid\":7,\"shell\":\"fish\",\"ran\":false}"));
	CHECK(makes(LITERAL("line=a=b\0new=thing\0shell=x\0\0"), "{\"pid\":7,\"shell\":\"x\",\"line\":\"a=b\"}"));
	CHECK(makes(LITERAL("shell=zsh\0line=a\n\xff\033b\0\0"),
	    "{\"pid\":7,\"shell\":\"zsh\",\"line\":\"a\\n\xEF\xBF\xBD\\u001bb\"}"));
	/* what a shell does not know */
	CHECK(makes(LITERAL("shell=zsh\0line=\0cwd=\0\0"), "{\"pid\":7,\"shell\":\"zsh\"}"));
	CHECK(makes(LITERAL("shell=zsh\0cwd=here\0\0"), "{\"pid\":7,\"shell\":\"zsh\"}"));
	CHECK(s.malformed == 0);
}

static void
test_history(void)
{
	CHECK(makes(LITERAL("shell=bash\0history=  501  ls -l\n\0\0"),
	    "{\"pid\":7,\"shell\":\"bash\",\"line\":\"ls -l\"}"));
	CHECK(makes(LITERAL("shell=bash\0history=    1*  ls\n\0\0"),
	    "{\"pid\":7,\"shell\":\"bash\",\"line\":\" ls\"}"));
	CHECK(makes(LITERAL("shell=bash\0history=123456  1 2\nb\n\n\0\0"),
	    "{\"pid\":7,\"shell\":\"bash\",\"line\":\"1 2\\nb\\n\"}"));
	CHECK(makes(LITERAL("shell=bash\0history=\0\0"), "{\"pid\":7,\"shell\":\"bash\"}"));
	CHECK(makes(LITERAL("shell=bash\0history=ls\n\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=bash\0history=  501  ls\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=bash\0history=  501 ls\n\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=bash\0history=5\n\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=bash\0history=1234567890  ls\n\0\0"), NULL) && s.malformed == 1);
}

static void
test_malformed(void)
{
	CHECK(makes(LITERAL("\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("exit=0\0line=ls\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=/bin/sh\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=aaaaaaaaaaaaaaaaa\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0exit=256\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0exit=-1\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0exit=\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0ran=yes\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0nonsense\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0=x\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0line=a\0history=    1  a\n\0\0"), NULL) && s.malformed == 1);
	CHECK(makes(LITERAL("shell=zsh\0exit=0\0exit=0\0\0"), NULL) && s.malformed == 1);
	/* a report that was broken off, and the next: neither is believed, and the third is */
	begin();
	CHECK(statement_feed(&s, 7, LITERAL("shell=bash\0exit=0\0history=    1  l")) == 0 && gives(7, NULL));
	CHECK(statement_feed(&s, 7, LITERAL("shell=bash\0exit=0\0\0")) == 0 && gives(7, NULL));
	CHECK(statement_feed(&s, 7, LITERAL("shell=bash\0exit=1\0\0")) == 0);
	CHECK(gives(7, "{\"pid\":7,\"shell\":\"bash\",\"exit\":1}") && s.malformed == 1);
	CHECK(statement_feed(&s, 0, LITERAL("shell=bash\0\0")) == 0 && gives(0, NULL));
}

static void
test_pieces(void)
{
	static const char two[] = "shell=zsh\0line=a\0\0shell=zsh\0line=b\0";
	size_t cut, i;

	for (cut = 1; cut < sizeof two; cut++) {
		begin();
		for (i = 0; i < sizeof two; i += cut)
			CHECK(statement_feed(&s, 7, two + i, i + cut < sizeof two ? cut : sizeof two - i) == 0);
		CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\",\"line\":\"a\"}"));
		CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\",\"line\":\"b\"}"));
		CHECK(gives(7, NULL) && s.malformed == 0);
	}
	/* taken from in between */
	begin();
	for (cut = i = 0; i < sizeof two; i++) {
		CHECK(statement_feed(&s, 7, two + i, 1) == 0);
		cut += statement_take(&s, 7, &out) == 1;
	}
	CHECK(cut == 2 && s.malformed == 0);
}

static void
test_senders(void)
{
	pid_t pid;

	begin();
	for (pid = 1; pid <= 20; pid++)
		CHECK(statement_feed(&s, pid, LITERAL("shell=zsh\0line=")) == 0);
	CHECK(statement_feed(&s, 13, LITERAL("thirteen")) == 0);
	CHECK(statement_feed(&s, 21, LITERAL("shell=")) == 0);
	for (pid = 20; pid >= 13; pid--) {
		/* 14 was silent for longest when 21 came */
		if (pid == 14)
			continue;
		CHECK(statement_feed(&s, pid, LITERAL("\0\0")) == 0 && statement_take(&s, pid, &out) == 1);
		CHECK((strstr(out.data, "thirteen") != NULL) == (pid == 13));
	}
	CHECK(statement_feed(&s, 14, LITERAL("\0\0")) == 0 && gives(14, NULL));
	statement_feed(&s, 7, LITERAL("shell=zsh\0"));
	statement_drop(&s, 7);
	statement_feed(&s, 7, LITERAL("\0"));
	CHECK(gives(7, NULL));
}

/* A report with a line of so many bytes, in datagrams of a size that leaves ends anywhere. */
static void
feed_long(size_t len, size_t piece, const char *rest, size_t rest_len)
{
	char *data = malloc(len + 64);
	size_t n = sizeof "shell=zsh\0exit=3\0line=" - 1, i;

	memcpy(data, "shell=zsh\0exit=3\0line=", n);
	memset(data + n, 'x', len);
	n += len;
	memcpy(data + n, rest, rest_len);
	n += rest_len;
	for (i = 0; i < n; i += piece) {
		CHECK(statement_feed(&s, 7, data + i, n - i < piece ? n - i : piece) == 0);
		if (i + piece < n)
			CHECK(gives(7, NULL));
	}
	free(data);
}

static void
test_long(void)
{
	static const size_t pieces[] = {1000, 4096, 65535, STATEMENT_MAX};
	size_t i;

	for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		begin();
		feed_long(30000, pieces[i], LITERAL("\0\0"));
		CHECK(statement_take(&s, 7, &out) == 1 && strstr(out.data, "xxxx\",\"exit\":3}") != NULL);
		CHECK(out.len > 30000 && out.len <= EVENT_DATA_MAX);
		/* without its line: in one event, or not at all */
		feed_long(40000, pieces[i], LITERAL("\0\0"));
		CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\",\"exit\":3}"));
		feed_long(300000, pieces[i], LITERAL("\0cwd=/late\0\0"));
		CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\",\"exit\":3}") && gives(7, NULL));
		feed_long(1, pieces[i], LITERAL("\0\0"));
		CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\",\"line\":\"x\",\"exit\":3}"));
		CHECK(gives(7, NULL) && s.malformed == 0);
	}
}

/* What never ends holds no more than this. */
static void
test_endless(void)
{
	char data[1000];
	size_t i, held = 0;

	begin();
	memset(data, 'x', sizeof data);
	for (i = 0; i < 10000; i++) {
		CHECK(statement_feed(&s, 7, data, sizeof data) == 0 && gives(7, NULL));
		held = s.drafts[0].text.len > held ? s.drafts[0].text.len : held;
	}
	CHECK(held <= STATEMENT_MAX + sizeof data);
	CHECK(statement_feed(&s, 7, LITERAL("\0\0shell=zsh\0\0")) == 0);
	CHECK(gives(7, "{\"pid\":7,\"shell\":\"zsh\"}") && s.malformed == 1);
	CHECK(statement_feed(&s, 7, data, STATEMENT_MAX + 1) == ERR_LIMIT);
}

int
main(void)
{
	check_run("whole", test_whole);
	check_run("history", test_history);
	check_run("malformed", test_malformed);
	check_run("pieces", test_pieces);
	check_run("senders", test_senders);
	check_run("long", test_long);
	check_run("endless", test_endless);
	begin();
	buffer_free(&out);
	return check_done();
}
