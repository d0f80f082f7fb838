/* Output that is put together again: what goes on with what, and what never waits. */
#include <string.h>

#include "indexer/spurt.h"
#include "tests/unit/check.h"

static struct spurt s;
static uint64_t number;

static struct event
event(char code, int64_t at, const char *data, size_t len)
{
	return (struct event){.at = at, .number = number++, .code = code, .data = data, .len = len};
}

/* As the one who holds it does: true when it waits. */
static bool
offer(struct event ev)
{
	return spurt_wants(&s, &ev) && spurt_add(&s, &ev) == 0;
}

static bool
took(uint64_t first, uint64_t last, int64_t at, int64_t until, const char *text)
{
	struct event whole, end;

	return spurt_take(&s, &whole, &end) && whole.number == first && end.number == last && whole.at == at && end.at == until &&
	    whole.code == EVENT_OUTPUT && whole.len == strlen(text) && memcmp(whole.data, text, whole.len) == 0;
}

static void
test_pieces_of_one_write(void)
{
	struct event whole, last;

	number = 7;
	CHECK(!spurt_take(&s, &whole, &last));
	CHECK(offer(event('o', 100, "ab", 2)) && offer(event('o', 104, "", 0)) && offer(event('o', 108, "c", 1)));
	CHECK(took(7, 9, 100, 108, "abc"));
	CHECK(!spurt_take(&s, &whole, &last));
	CHECK(offer(event('o', 108, "", 0)) && took(10, 10, 108, 108, ""));
}

static void
test_what_comes_later_is_another(void)
{
	number = 0;
	CHECK(offer(event('o', 100, "ab", 2)));
	CHECK(!offer(event('o', 105, "c", 1)));
	CHECK(took(0, 0, 100, 100, "ab"));
}

static void
test_a_jobs_row_is_none_of_an_echo(void)
{
	number = 0;
	CHECK(offer(event('o', 100, " ", 1)));
	CHECK(!offer(event('o', 102, "[worker] 1 of 4\r\n", 17)));
	CHECK(took(0, 0, 100, 100, " "));
	/* nor of one that was read in two pieces */
	CHECK(offer(event('o', 150, "[wo", 3)) && offer(event('o', 150, "rker] 1 of 4\r\n", 14)));
	CHECK(took(2, 3, 150, 150, "[worker] 1 of 4\r\n"));
	/* the same in the half of a multiplexer's window */
	CHECK(offer(event('o', 160, "e", 1)) && !offer(event('o', 160, "[worker] 2 of 4\033[27;99H", 23)) && took(4, 4, 160, 160, "e"));
	/* an editor's own: the line feed of a key, and what it draws */
	CHECK(offer(event('o', 200, "e", 1)) && offer(event('o', 201, "\r\n", 2)));
	CHECK(took(6, 7, 200, 201, "e\r\n"));
	CHECK(offer(event('o', 300, "e", 1)) && offer(event('o', 301, "\033[Kecho\r\n", 9)));
	CHECK(took(8, 9, 300, 301, "e\033[Kecho\r\n"));
}

static void
test_only_output_waits(void)
{
	static const char codes[] = "irmxksbfgtc?";
	const char *p;

	for (p = codes; *p != '\0'; p++) {
		number = 0;
		CHECK(!offer(event(*p, 100, "a", 1)));
		CHECK(offer(event('o', 100, "a", 1)) && !offer(event(*p, 100, "a", 1)) && took(1, 1, 100, 100, "a"));
	}
}

static void
test_it_is_bounded(void)
{
	static char much[8192];
	struct event whole, last;
	int n = 0;

	memset(much, 'x', sizeof much);
	CHECK(!offer(event('o', 100, much, sizeof much)));
	CHECK(offer(event('o', 100, much, sizeof much - 2)) && offer(event('o', 100, "yz", 2)) && !offer(event('o', 100, "a", 1)));
	CHECK(spurt_take(&s, &whole, &last) && whole.len == sizeof much && memcmp(whole.data + whole.len - 3, "xyz", 3) == 0);
	while (n < 1000 && offer(event('o', 100, "", 0)))
		n++;
	CHECK(n > 1 && n < 1000 && spurt_take(&s, &whole, &last) && last.number - whole.number == (uint64_t)n - 1);
}

int
main(void)
{
	check_run("the pieces of one write", test_pieces_of_one_write);
	check_run("what comes later is another", test_what_comes_later_is_another);
	check_run("a job's row is none of an echo", test_a_jobs_row_is_none_of_an_echo);
	check_run("only output waits", test_only_output_waits);
	check_run("it is bounded", test_it_is_bounded);
	buffer_free(&s.data);
	return check_done();
}
