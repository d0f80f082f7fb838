/* What a program in a cage does, by its letter, and a command that one tells of. */
#ifndef STENO_TESTS_INMATE_H
#define STENO_TESTS_INMATE_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/cage.h"
#include "indexer/command.h"

static volatile int zero;

/* What it does is chosen by a letter. */
static inline int
inmate_do(int in, int out, void *context)
{
	char program[] = "/bin/true", *const argv[] = {program, NULL};
	static char page[65536];
	char *volatile p; /* so that no compiler does without the memory */
	size_t got = 0;

	switch (*(const char *)context) {
	case 'v':
		*(volatile int *)(uintptr_t)zero = 1;
		return 0;
	case 'a':
		abort();
	case 'h': /* the C library finds it wrong */
		p = malloc(100000);
		free(p);
		free(p);
		return 0;
	case 'o':
		return open("/etc/passwd", O_RDONLY) >= 0;
	case 's':
		return socket(AF_INET, SOCK_STREAM, 0) >= 0;
	case 'x':
		return execve(program, argv, argv + 1);
	case 'f':
		return fork() >= 0;
	case 'k':
		return kill(getppid(), SIGKILL);
	case 'K':
		return kill(getpid(), SIGTERM);
	case 'r':
		return read(7, page, 1) >= 0;
	case 'w':
		return write(2, page, 1) >= 0;
	case 'p':
		return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
	case 'P':
		return mprotect((void *)((uintptr_t)page & ~(uintptr_t)4095), 4096, PROT_READ | PROT_EXEC) == 0;
	case 'c':
		return close(out);
	case 'm': /* all that it gets, then ends well */
		while (got <= CAGE_MEMORY_MAX / sizeof page && (p = malloc(sizeof page)) != NULL) {
			memset(p, 1, sizeof page);
			got++;
		}
		return got > 1000 && got <= CAGE_MEMORY_MAX / sizeof page ? 5 : 6;
	default:
		for (;;)
			if (read(in, page, 1) < 0)
				return 0;
	}
}

static inline void
sample_command(struct command *c, uint64_t seq)
{
	*c = (struct command){.seq = seq, .at = 1500, .event = 3, .kind = COMMAND_REPL, .program = "python3", .depth = 2,
	    .grade = GRADE_B, .reasons = REASON_KEY | REASON_DISAGREE, .exit = -1, .duration = COMMAND_UNKNOWN,
	    .output_from = 3, .output_to = 4, .bytes = 12345678901};
	buffer_adds(&c->text, "print(1)");
	buffer_adds(&c->typed, "!p");
	buffer_adds(&c->cwd, "/home");
	buffer_adds(&c->reported, "print(2)");
}

#endif
