/* steno: finds and runs the program of a verb's room, as git does. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "lib/base/report.h"

static const struct verb {
	const char *name, *room, *program;
	bool takes_name; /* the program serves several verbs and is told which */
	const char *what;
} VERBS[] = {
	{"rec", "recorder", "steno-rec", false, "record a shell or a command"},
	{"cat", "archive", "steno-cast", true, "print what was shown"},
	{"info", "archive", "steno-cast", true, "who, where, when; what is in a recording; how it ends"},
	{"export", "archive", "steno-cast", true, "write a recording in another form"},
	{"import", "archive", "steno-cast", true, "take other programs' recordings in"},
	{"commands", "indexer", "steno-index", true, "the command lines that were run"},
	{"index", "indexer", "steno-index", true, "take recordings into the index"},
	{"search", "search", "steno-search", true, "find commands, by words, people, places and times"},
	{"sessions", "search", "steno-search", true, "list sessions"},
	{"show", "search", "steno-search", true, "the commands of a session"},
	{"play", "player", "steno-play", true, "play a recording, from any moment"},
	{"screen", "indexer", "steno-index", true, "the screen as it was at a moment"},
	{"verify", "trail", "steno-trail", true, "do recordings, and the trail, prove themselves?"},
	{"log", "trail", "steno-trail", true, "what happened, and who did what with recordings"},
	{"anchor", "trail", "steno-trail", true, "give the trail's newest checkpoint to witnesses"},
	{"prove", "trail", "steno-trail", true, "the lines of one command, with what proves them"},
	{"hold", "trail", "steno-trail", true, "what no policy may remove"},
	{"prune", "trail", "steno-trail", true, "remove recordings that need no longer be kept, by policy"},
	{"recover", "archive", "steno-cast", true, "finish what a lost recorder left"},
	{"pack", "archive", "steno-cast", true, "compress closed recordings harder"},
	{"redact", "archive", "steno-cast", true, "remove a range of time, by authority"},
};

#define VERB_COUNT (sizeof VERBS / sizeof *VERBS)

static void
print_help(FILE *to)
{
	size_t i;

	fputs("usage: steno VERB [ARGUMENT...]\n"
	      "\n"
	      "Steno records terminal sessions so that anyone can later find what was done and see that\n"
	      "nobody changed it.\n"
	      "\n", to);
	for (i = 0; i < VERB_COUNT; i++)
		fprintf(to, "  %-9s %s\n", VERBS[i].name, VERBS[i].what);
	fputs("\n"
	      "\"steno VERB --help\" says more, with examples; so does \"man steno-VERB\".\n"
	      "\n"
	      "  steno rec                  record a shell until it exits\n"
	      "  steno info SESSION         look at what was recorded\n", to);
}

static const struct verb *
find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < VERB_COUNT; i++)
		if (strcmp(VERBS[i].name, name) == 0)
			return &VERBS[i];
	return NULL;
}

static int
unknown_verb(const char *name)
{
	const char *names[VERB_COUNT + 2], *nearest;
	size_t i;

	for (i = 0; i < VERB_COUNT; i++)
		names[i] = VERBS[i].name;
	names[i++] = "help";
	names[i] = NULL;
	nearest = report_nearest(name, names);
	report_error("there is no verb \"%s\"%s%s%s", name, nearest ? "; did you mean \"" : "",
	    nearest ? nearest : "", nearest ? "\"?" : "");
	fputs("\"steno help\" lists them.\n", stderr);
	return 2;
}

/* Our own folder, through whatever links we were called. */
static bool
own_folder(char *out, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", out, size - 1);
	char *slash;

	if (n <= 0)
		return false;
	out[n] = '\0';
	if ((slash = strrchr(out, '/')) == NULL)
		return false;
	*slash = '\0';
	return true;
}

/*
 * The program: in the build tree beside us, else where it was installed, which an install that was
 * moved as a whole keeps relative to us.  Never by PATH or the environment.
 */
static char *
find_program(const struct verb *v)
{
	const char *bindir = STENO_BINDIR, *libexecdir = STENO_LIBEXECDIR;
	char here[4096], *path = NULL;
	size_t common = 0, i;

	if (own_folder(here, sizeof here)) {
		if (asprintf(&path, "%s/../%s/%s", here, v->room, v->program) >= 0 &&
		    access(path, X_OK) == 0)
			return path;
		free(path);
		/* PREFIX/bin and PREFIX/libexec/steno: the same way up and down from here */
		for (i = 0; bindir[i] != '\0' && bindir[i] == libexecdir[i]; i++)
			if (bindir[i] == '/')
				common = i + 1;
		if (strchr(bindir + common, '/') == NULL &&
		    asprintf(&path, "%s/../%s/%s", here, libexecdir + common, v->program) >= 0) {
			if (access(path, X_OK) == 0)
				return path;
			free(path);
		}
	}
	return asprintf(&path, "%s/%s", libexecdir, v->program) < 0 ? NULL : path;
}

static int
run_verb(const struct verb *v, char **argv)
{
	char *path = find_program(v);

	if (path == NULL) {
		report_error("out of memory");
		return 125;
	}
	/* argv[0] is the verb: one program of several takes it as its first argument */
	if (v->takes_name)
		argv--;
	else
		argv[0] = path;
	execv(path, argv);
	report_error("can't run %s: %s", path, strerror(errno));
	free(path);
	return 125;
}

int
main(int argc, char **argv)
{
	const struct verb *v;

	report_name("steno");
	if (argc < 2) {
		print_help(stderr);
		return 2;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
		puts(PACKAGE_STRING);
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		if (argc < 3) {
			print_help(stdout);
			return 0;
		}
		if ((v = find_verb(argv[2])) == NULL)
			return unknown_verb(argv[2]);
		return run_verb(v, (char *[]){argv[0], argv[2], (char[]){"--help"}, NULL} + 1);
	}
	if ((v = find_verb(argv[1])) == NULL)
		return unknown_verb(argv[1]);
	return run_verb(v, argv + 1);
}
