/* What the kernel echoes of a line that it edits. */
#include "indexer/echo.h"

#include <string.h>

#include "tests/unit/check.h"

static void
take(struct echo *e, const char *data)
{
	echo_take(e, data, strlen(data), 10, '\0');
}

static void
test_margin(void)
{
	struct echo e = {0};

	echo_begin(&e, 2);
	take(&e, "0123456789");
	CHECK(!e.reached && !e.spoilt);
	take(&e, "\b \b\b \b");
	take(&e, "\b \b");
	CHECK(e.reached && strcmp(buffer_string(&e.text), "0123456") == 0);
	take(&e, "\xE6\xBC\xA2\b \bx\r\n");
	CHECK(e.ended && !e.spoilt && strcmp(buffer_string(&e.text), "0123456x") == 0);
	echo_begin(&e, 0);
	CHECK(e.text.len == 0 && !e.ended && !e.reached);
	take(&e, "\b \b\b \b");
	CHECK(!e.reached && e.text.len == 0);
	echo_free(&e);
}

static void
test_others(void)
{
	struct echo e = {0};

	echo_begin(&e, 0);
	take(&e, "ab\033[D");
	CHECK(e.spoilt);
	echo_begin(&e, 0);
	take(&e, "ab\r\n");
	take(&e, "noise");
	CHECK(e.spoilt);
	echo_begin(&e, 0);
	take(&e, "\b");
	CHECK(e.spoilt);
	echo_free(&e);
}

/* stty echoprt, -echoe, -echoke. */
static void
test_paper(void)
{
	struct echo e = {0};

	echo_begin(&e, 0);
	take(&e, "wrnog");
	echo_take(&e, "\\g", 2, 80, '\177');
	echo_take(&e, "o", 1, 80, '\177');
	echo_take(&e, "n", 1, 80, '\177');
	take(&e, "/o");
	take(&e, "ng\r\n");
	CHECK(e.reached && !e.spoilt && strcmp(buffer_string(&e.text), "wrong") == 0);
	echo_begin(&e, 0);
	take(&e, "one two");
	echo_take(&e, "\\owt", 4, 80, '\027');
	echo_take(&e, "/x", 2, 80, 'x');
	CHECK(strcmp(buffer_string(&e.text), "one x") == 0);
	/* what was typed so stands there so */
	echo_begin(&e, 0);
	take(&e, "a");
	echo_take(&e, "\\", 1, 80, '\\');
	echo_take(&e, "a", 1, 80, 'a');
	take(&e, "/b^?");
	CHECK(!e.reached && strcmp(buffer_string(&e.text), "a\\a/b^?") == 0);
	echo_begin(&e, 0);
	take(&e, "abc");
	echo_take(&e, "^?", 2, 80, '\177');
	echo_take(&e, "^H", 2, 80, '\177');
	CHECK(e.reached && strcmp(buffer_string(&e.text), "ab^H") == 0);
	echo_take(&e, "^U\r\n", 4, 80, '\025');
	take(&e, "new\r\n");
	CHECK(e.ended && !e.spoilt && strcmp(buffer_string(&e.text), "new") == 0);
	echo_free(&e);
}

static void
test_long(void)
{
	struct echo e = {0};
	int i;

	echo_begin(&e, 0);
	for (i = 0; i < 2000; i++)
		take(&e, "0123456789");
	CHECK(e.spoilt && e.text.len <= 8192);
	echo_free(&e);
}

int
main(void)
{
	check_run("echo: the margin", test_margin);
	check_run("echo: of others", test_others);
	check_run("echo: on paper", test_paper);
	check_run("echo: long", test_long);
	return check_done();
}
