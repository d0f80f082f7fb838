/* Changes to recordings and trails: each that counts is found, at its place; no other is. STENO_TAMPER says how many. */
#include "tests/unit/check.h"

#include <stdlib.h>

#include "trail/tamper.h"

static void
test_tampering(void)
{
	const char *rounds = getenv("STENO_TAMPER");

	CHECK(tamper_selftest(rounds == NULL, rounds ? (unsigned)atoi(rounds) : 300) == 0);
}

int
main(void)
{
	check_run("tampering is found", test_tampering);
	return check_done();
}
