/*
 * steno-shell: a login shell that records.  Called as sshd, login, su and sudo -i call a shell: with
 * a leading dash in argv[0], with -c COMMAND, with a terminal or without.
 *
 * Which shell runs is said by our own file's name, steno-shell-bin-bash, else by the configuration; never
 * by the environment.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/event.h"
#include "lib/cast/gap.h"
#include "recorder/channel.h"
#include "recorder/describe.h"
#include "recorder/environ.h"
#include "recorder/guard.h"
#include "recorder/parting.h"
#include "recorder/policy.h"
#include "recorder/relay.h"
#include "recorder/session.h"
#include "recorder/tape.h"
#include "recorder/transfer.h"
#include "recorder/witness.h"

#define NAME "steno-shell"

struct call {
	struct policy policy;
	char *shell;          /* the path of the real one */
	char *name;           /* its argv[0] */
	char **argv;          /* for it: ours, with that name */
	const char *command;  /* of -c, or NULL */
	struct guard_given given;
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* With errno, where it is none. */
static bool
is_program(const char *path)
{
	struct stat st;

	if (access(path, X_OK) != 0 || stat(path, &st) != 0)
		return false;
	errno = S_ISDIR(st.st_mode) ? EISDIR : 0;
	return errno == 0;
}

/* "steno-shell-bin-bash" is /bin/bash: each dash is a slash.  NULL when the name says nothing. */
static char *
shell_of_name(const char *name)
{
	char *path, *p;

	name += *name == '-';
	if (strncmp(name, NAME "-", strlen(NAME "-")) != 0)
		return NULL;
	if ((path = strdup(name + strlen(NAME))) == NULL)
		return NULL;
	for (p = path; *p != '\0'; p++)
		if (*p == '-')
			*p = '/';
	if (is_program(path))
		return path;
	free(path);
	return NULL;
}

static int
find_shell(struct call *c, char **argv, char **message)
{
	/* the path that was executed: argv[0] is whatever the caller liked, "-su" say */
	const char *executed = (const char *)(uintptr_t)getauxval(AT_EXECFN);

	c->shell = executed ? shell_of_name(base_name(executed)) : NULL;
	if (c->shell == NULL)
		c->shell = shell_of_name(base_name(argv[0]));
	if (c->shell == NULL)
		c->shell = strdup(c->policy.shell);
	if (c->shell == NULL)
		return -ENOMEM;
	if (strncmp(base_name(c->shell), NAME, strlen(NAME)) != 0 && is_program(c->shell))
		return 0;
	if (asprintf(message, "the configuration says \"shell = %s\": %s", c->shell,
		strncmp(base_name(c->shell), NAME, strlen(NAME)) == 0 ? "that is this program itself" : strerror(errno)) < 0)
		*message = NULL;
	return ERR_RANGE;
}

/* What shells take for the command of -c, which may stand among other options and letters; a script's own -c is none. */
static const char *
find_command(int argc, char **argv)
{
	bool wanted = false;
	int i;

	for (i = 1; i < argc && (argv[i][0] == '-' || argv[i][0] == '+'); i++) {
		if (strcmp(argv[i], "--") == 0 || strcmp(argv[i], "-") == 0) {
			i++;
			break;
		}
		if (strcmp(argv[i], "--rcfile") == 0 || strcmp(argv[i], "--init-file") == 0)
			i++;
		if (argv[i][1] == '-')
			continue;
		wanted = wanted || (argv[i][0] == '-' && strchr(argv[i], 'c') != NULL);
		/* whose own argument is next */
		if (argv[i][strlen(argv[i]) - 1] == 'o' || argv[i][strlen(argv[i]) - 1] == 'O')
			i++;
	}
	return wanted && i < argc ? argv[i] : NULL;
}

static int
make_argv(struct call *c, int argc, char **argv)
{
	int i;

	if (asprintf(&c->name, "%s%s", argv[0][0] == '-' ? "-" : "", base_name(c->shell)) < 0)
		return -ENOMEM;
	if ((c->argv = calloc((size_t)argc + 2, sizeof *c->argv)) == NULL)
		return -ENOMEM;
	c->argv[0] = c->name;
	for (i = 1; i < argc; i++)
		c->argv[i] = argv[i];
	c->command = find_command(argc, argv);
	return 0;
}

/* Become the shell, unrecorded: only where something else records it, or the policy lets it. */
static int
become_shell(struct call *c)
{
	setenv("SHELL", c->shell, 1);
	guard_hand_back(&c->given);
	execv(c->shell, c->argv);
	report_error("can't run the shell %s: %s", c->shell, strerror(errno));
	return errno == ENOENT ? 127 : 126;
}

static char **
make_environment(struct call *c, const char *id, char *set[4])
{
	set[0] = set[1] = set[3] = NULL;
	/* another recorder's: ours is added where there is one */
	set[2] = (char *)(uintptr_t)CHANNEL_VARIABLE;
	if (asprintf(&set[0], "SHELL=%s", c->shell) < 0 ||
	    asprintf(&set[1], "STENO_SESSION=%s", id) < 0)
		return NULL;
	return environ_with(set);
}

static int
run_on_pty(struct call *c, struct tape *tape, struct session_options *options, char **env)
{
	options->policy = &c->policy;
	options->command = (struct child_command){.file = c->shell, .argv = c->argv, .env = env,
	    .given = c->given};
	if (*c->policy.notice != '\0')
		report_note("%s", c->policy.notice);
	return session_run(options, tape);
}

static int
run_relay(struct call *c, struct tape *tape, const struct transfer *t, char **env)
{
	struct relay_options options = {.policy = &c->policy, .protocol = t->protocol,
	    .command_line = c->command ? c->command : c->shell};

	options.command = (struct child_command){.file = t->protocol ? t->program : c->shell,
	    .argv = t->protocol ? t->argv : c->argv, .env = env,
	    .given = c->given};
	return relay_run(&options, tape);
}

/* Nothing could be started, for want of terminals or descriptors: that locks nobody out who must not be. */
static void
give_up(struct call *c, struct tape *tape, int code)
{
	const struct gap gap = {.from = tape_now(tape), .to = tape_now(tape), .why = "this session could not be started by its recorder"};
	const char *why = child_start_error(code), *then = c->policy.carry_on ? "it goes on unrecorded" : "it is refused";
	struct buffer text = {0};

	if (gap_encode_lost(&text, &gap) == 0)
		tape_put(tape, EVENT_GAP, text.data, text.len);
	buffer_free(&text);
	report_error("this session can't be recorded: %s; %s", why, then);
	syslog(LOG_AUTHPRIV | LOG_ERR, "this session can't be recorded: %s; %s", why, then);
}

static int
record(struct call *c, bool pty)
{
	struct session_options options = {0};
	struct transfer transfer = {0};
	struct header header;
	struct tape *tape = NULL;
	char *message = NULL, *path = NULL, *set[4] = {NULL, NULL, NULL, NULL}, **env = NULL;
	int code = SESSION_FAILED;
	bool unstarted = false;

	header_init(&header);
	if (describe_session(&header, &c->policy, c->argv, c->command ? c->command : c->shell, pty,
		pty, NULL) != 0)
		goto done;
	header_set(&header.shell, c->shell);
	if (pty) {
		session_size(&options.size, 0, 0);
		options.headless = !isatty(STDIN_FILENO);
		session_put_size(&header, &options.size);
	}
	if (tape_new(NULL, &header, &c->policy, &tape, &message) != 0) {
		syslog(LOG_AUTHPRIV | LOG_ERR, "%s; the session is refused", message ? message : "");
		report_error("%s.\nThis session must be recorded, so it is refused.  "
			     "Tell your administrator.",
		    message ? message : "can't begin the recording");
		goto done;
	}
	if ((env = make_environment(c, tape_id(tape), set)) == NULL)
		goto close;
	if (pty) {
		code = run_on_pty(c, tape, &options, env);
	} else {
		/* as sshd calls us, and nobody else */
		if (c->argv[1] != NULL && strcmp(c->argv[1], "-c") == 0 && c->argv[2] != NULL && c->argv[3] == NULL)
			transfer_recognise(c->argv[2], &transfer);
		code = run_relay(c, tape, &transfer, env);
	}
	if ((unstarted = code < 0))
		give_up(c, tape, code);
close:
	path = tape_path(tape) ? strdup(tape_path(tape)) : NULL;
	if (tape_close(tape, &message) != 0)
		syslog(LOG_AUTHPRIV | LOG_ERR, "%s", message ? message : "a recording is unfinished");
	else
		parting_index(&c->policy, path);
done:
	free(path);
	free(message);
	free(env);
	free(set[0]);
	free(set[1]);
	transfer_release(&transfer);
	header_free(&header);
	if (unstarted)
		return c->policy.carry_on ? become_shell(c) : SESSION_FAILED;
	return code;
}

int
main(int argc, char **argv)
{
	struct call c = {0};
	char id[UUID_TEXT_SIZE], *message = NULL;
	bool pty;
	int r;

	report_name("steno");
	openlog("steno", LOG_PID, LOG_AUTHPRIV);
	guard_begin(&c.given);
	r = policy_load(&c.policy, true, &message);
	if (r == 0)
		r = policy_decide(&c.policy, &message);
	if (r == 0 && (r = find_shell(&c, argv, &message)) == 0)
		r = make_argv(&c, argc, argv);
	if (r != 0) {
		report_error("%s", message ? message : error_text(r));
		syslog(LOG_AUTHPRIV | LOG_ERR, "%s", message ? message : error_text(r));
		/* root repairs what is broken, and needs a shell for it */
		if (getuid() == 0) {
			guard_hand_back(&c.given);
			execv("/bin/sh", argv);
		}
		r = SESSION_FAILED;
	} else {
		pty = isatty(STDIN_FILENO);
		r = pty && witness_ask(id) ? become_shell(&c) : record(&c, pty);
	}
	free(message);
	policy_free(&c.policy);
	free(c.shell);
	free(c.name);
	free(c.argv);
	return r;
}
