/* What programs that offer verbs share. */
#include "lib/verb/verb.h"

#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/config/config.h"

void (*verb_at_end)(void);
static int output_error;

int
verb_option(const struct verb *verb, int argc, char **argv, const char *shorts,
    const struct option *options)
{
	char *given = argv[0], name[64];
	int option;

	/* what getopt complains of it says in this name */
	snprintf(name, sizeof name, "steno %s", verb->name);
	argv[0] = name;
	option = getopt_long(argc, argv, shorts, options, NULL);
	argv[0] = given;
	if (option == 'H') {
		fputs(verb->usage, stdout);
		exit(EXIT_FINE);
	}
	if (option == 'V') {
		puts(PACKAGE_STRING);
		exit(EXIT_FINE);
	}
	if (option == '?')
		fprintf(stderr, "Try \"steno %s --help\".\n", verb->name);
	return option;
}

int
verb_usage(const struct verb *verb, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) >= 0)
		report_error("%s", text);
	va_end(args);
	free(text);
	fprintf(stderr, "Try \"steno %s --help\".\n", verb->name);
	return EXIT_USAGE;
}

const char *
verb_home(void)
{
	const char *home = getenv("HOME");
	struct passwd *pw;

	if (home == NULL || *home != '/')
		home = (pw = getpwuid(getuid())) != NULL ? pw->pw_dir : "/";
	return home;
}

struct config *
verb_config(char **message)
{
	struct config *config = config_new();
	char *path = NULL;

	*message = NULL;
	if (config == NULL)
		return NULL;
	if ((config_read(config, config_system_path(), CONFIG_SYSTEM, message) != 0 ||
		((path = config_user_path(verb_home(), getenv("XDG_CONFIG_HOME"))) != NULL &&
		    config_read(config, path, CONFIG_USER, message) != 0)) &&
	    *message == NULL)
		*message = strdup("can't read the configuration");
	free(path);
	return config;
}

char *
verb_store(void)
{
	char *message, *store;
	struct config *config = verb_config(&message);

	/* a broken configuration must not keep anybody from reading: say it and go on */
	if (message != NULL)
		report_warning("%s", message);
	free(message);
	if (config == NULL)
		return NULL;
	store = store_folder(config_get(config, "record.store"), verb_home(), getenv("XDG_DATA_HOME"));
	config_free(config);
	return store;
}

char *
verb_find(const char *name)
{
	char *store = verb_store(), *path = NULL;
	int r;

	if (store == NULL) {
		report_error("out of memory");
		return NULL;
	}
	if ((r = store_find(store, name, &path)) == ERR_NOTFOUND)
		report_error(strlen(name) < STORE_NAME_MIN ? "\"%s\": no such file, and too short for a session's id in %s"
			: "\"%s\": no such file, and no session in %s has an id that begins so", name, store);
	else if (r == ERR_RANGE)
		report_error("\"%s\": more than one session's id begins so; give more of it", name);
	else if (r != 0)
		report_error("can't look for \"%s\" in %s: %s", name, store, error_text(r));
	free(store);
	return path;
}

struct source *
verb_open(const char *name, const char *timing)
{
	struct source_options options = {.timing = timing};
	struct source *source = NULL;
	char *message = NULL, *path = verb_find(name);
	int r;

	if (path == NULL)
		return NULL;
	if ((r = source_open(path, &options, &source, &message)) != 0)
		report_error("%s: %s", path, message ? message : error_text(r));
	free(message);
	free(path);
	return source;
}

void
verb_bytes(uint64_t bytes, char out[32])
{
	static const char units[] = "kMGTP";
	double n = (double)bytes;
	int i = -1;

	while (n >= 1000 && i < 4) {
		n /= 1000;
		i++;
	}
	if (i < 0)
		snprintf(out, 32, "%" PRIu64 " B", bytes);
	else
		snprintf(out, 32, "%.1f %cB", n, units[i]);
}

void
verb_duration(int64_t ms, char out[32])
{
	int64_t s = ms / 1000;

	if (s >= 3600)
		snprintf(out, 32, "%" PRId64 ":%02d:%02d.%03d", s / 3600, (int)(s / 60 % 60),
		    (int)(s % 60), (int)(ms % 1000));
	else
		snprintf(out, 32, "%d:%02d.%03d", (int)(s / 60), (int)(s % 60), (int)(ms % 1000));
}

static int
usage(const char *program, const struct verb *const *verbs)
{
	fprintf(stderr, "usage: %s VERB ...\n\nRun through \"steno VERB\".  Verbs:", program);
	for (; *verbs != NULL; verbs++)
		fprintf(stderr, " %s", (*verbs)->name);
	fputs("\n", stderr);
	return EXIT_USAGE;
}

void
verb_output_failed(int error)
{
	if (output_error == 0)
		output_error = error;
}

/* A reader that has seen enough is no failure of ours to report. */
static int
finish(int code)
{
	int why = fflush(stdout) != 0 ? errno : 0;
	bool written = why == 0 && !ferror(stdout);

	if (output_error != 0)
		why = output_error;
	if (verb_at_end != NULL)
		verb_at_end();
	if (written)
		return code;
	if (why != EPIPE)
		report_error("can't write the output: %s", why != 0 ? strerror(why) : "not all of it was taken; is the disk full?");
	return code ? code : EXIT_UNREADABLE;
}

int
verb_main(const char *program, const struct verb *const *verbs, int argc, char **argv)
{
	const struct verb *const *verb;
	char name[32];

	setlocale(LC_TIME, "");
	if (argc < 2)
		return usage(program, verbs);
	for (verb = verbs; *verb != NULL; verb++) {
		if (strcmp(argv[1], (*verb)->name) != 0)
			continue;
		snprintf(name, sizeof name, "steno %s", argv[1]);
		report_name(name);
		return finish((*verb)->run(argc - 1, argv + 1));
	}
	return usage(program, verbs);
}
