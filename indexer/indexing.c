/* steno index: recordings become searchable. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/sql/catalog.h"
#include "indexer/crew.h"
#include "indexer/dismissal.h"
#include "indexer/indexer.h"
#include "indexer/pursuit.h"
#include "indexer/reckoning.h"
#include "indexer/renewal.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/backlog.h"
#include "lib/verb/redaction.h"

#define LINGER_MS 1000  /* how long who works in the background stays, in case more is left to him */
#define LINGER_STEP 100 /* and how often he looks */

static const char USAGE[] =
    "usage: steno index [--index FILE] [--follow | --rebuild] [FILE|DIR|SESSION...]\n"
    "\n"
    "Take recordings into the index, in which \"steno search\" finds their commands and what those showed: the\n"
    "ones that are named, those in folders that are, or all of your store.  What is in the index already is\n"
    "passed over, so this can be interrupted and run again at any time.\n"
    "\n"
    "  -i, --index FILE   the index, made where there is none   (default: index.db in your store)\n"
    "      --rebuild      make the index anew, from these recordings alone, and put it in the old one's place\n"
    "  -f, --follow       then go on: sessions that are being recorded, and that begin, until it is ended\n"
    "      --background   leave what is named to a process of its own, which works off what others left too\n"
    "      --rules FILE   what is taken out besides passwords, tokens, keys and card numbers\n"
    "  -j, --jobs N       how many processes   (default: one for each processor)\n"
    "  -q, --quiet        say nothing but what went wrong\n"
    "      --forget       take out sessions whose recordings are gone: those named by their whole ids, or on\n"
    "                     standard input; \"steno prune\" does it\n"
    "      --verify       make it anew elsewhere, from these recordings, and say where the index says anything\n"
    "                     else; it stays as it is\n"
    "      --json         what was done as a JSON object, with --forget too; with --verify: what differs, one a line\n"
    "      --dump         print all that is in the index, as JSON, and do nothing else\n"
    "      --help, --version\n"
    "\n"
    "Any format that \"steno import\" reads will do.  A recording that is broken, or that kills what reads it, is\n"
    "reported, indexed as far as it goes, and the next one is taken.\n"
    "\n"
    "exit status: 0 all is done; 1 some recordings are broken, the index is not what they give, or what was to be\n"
    "taken out has its recording still; 2 usage; 3 the index could not be written, or a file that was named not\n"
    "read; 4 bytes of sessions that were taken out are still in the file, for somebody reads it\n"
    "\n"
    "examples:\n"
    "  steno index                              what is new in your store\n"
    "  steno index --index all.db /srv/casts    an archive\n"
    "  steno index --rebuild                    after recordings were redacted\n";

struct indexing {
	char *index;
	const char *rules;
	bool rebuild, quiet, dump, follow, background, forget, verify, json;
	bool all; /* of the store: nothing was named */
	int jobs;
	struct gather files;
	struct censor *censor;
};

static int
add_operand(struct indexing *x, const char *name)
{
	struct stat st;
	char *path;
	int r;

	if (stat(name, &st) == 0 && S_ISDIR(st.st_mode)) {
		r = gather_add_folder(&x->files, name);
	} else {
		if ((path = verb_find(name)) == NULL)
			return -ENOENT;
		r = gather_add_file(&x->files, path);
		free(path);
	}
	if (r != 0)
		report_error("can't read \"%s\": %s", name, error_text(r));
	return r;
}

static int
add_store(struct indexing *x)
{
	char *store = verb_store(), *folder = NULL;
	int r = -ENOMEM;

	if (store != NULL && asprintf(&folder, "%s/sessions", store) >= 0)
		/* a store that nothing was recorded into has no folder */
		r = access(folder, F_OK) == 0 ? gather_add_folder(&x->files, folder) : 0;
	if (r != 0)
		report_error("can't read your store: %s", error_text(r));
	free(folder);
	free(store);
	return r;
}

/* Made now, so that who only searches finds one, and so that what is wrong with it is said once. */
static int
try_index(const char *path)
{
	struct catalog *catalog;
	char *message = NULL;
	int r = catalog_open(path, CATALOG_WRITE, &catalog, &message), traces = 0;

	if (r != 0)
		report_error("%s", message != NULL ? message : error_text(r));
	else
		/* bytes of sessions that were taken out, which somebody's reading has kept */
		traces = catalog_cleanse(catalog);
	free(message);
	catalog_free(catalog);
	return r != 0 ? EXIT_UNREADABLE : traces != 0 ? dismissal_tell_traces(path, traces) : EXIT_FINE;
}

/* What fails here only makes a search slower. */
static void
tidy(const char *path)
{
	struct catalog *catalog;

	if (catalog_open(path, CATALOG_WRITE, &catalog, NULL) == 0)
		catalog_tidy(catalog);
	catalog_free(catalog);
}

static void
say(const struct indexing *x, const struct crew_result *result)
{
	char bytes[32];

	verb_bytes(result->bytes, bytes);
	if (x->quiet)
		return;
	if (x->json)
		printf("{\"indexed\":%" PRIu64 ",\"commands\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"known\":%" PRIu64 ",\"broken\":%" PRIu64 "}\n",
		    result->done, result->commands, result->bytes, result->known, result->bad);
	else
		printf("%" PRIu64 " recordings indexed (%" PRIu64 " commands, %s of output), %" PRIu64 " were known, %" PRIu64
		       " broken\n", result->done, result->commands, bytes, result->known, result->bad);
	/* who follows goes on for long */
	fflush(stdout);
}

static int
fill(struct indexing *x, const char *path)
{
	struct crew_order order = {.index = path, .censor = x->censor, .processes = x->jobs,
	    .progress = !x->quiet && isatty(STDERR_FILENO), .quiet = x->verify};
	struct crew_result result = {0};
	int r, code;

	if ((code = try_index(path)) == EXIT_UNREADABLE)
		return EXIT_UNREADABLE;
	gather_sort(&x->files);
	if (x->files.count > 0 && (r = crew_run(&order, &x->files, &result)) != 0) {
		report_error("can't index: %s", error_text(r));
		return EXIT_UNREADABLE;
	}
	if (result.done > 0)
		tidy(path);
	say(x, &result);
	return result.failed ? EXIT_UNREADABLE : code == EXIT_TRACES ? code : result.bad > 0 ? EXIT_FOUND : EXIT_FINE;
}

static volatile sig_atomic_t stopped;

static void
stop(int number)
{
	(void)number;
	stopped = 1;
}

/* Those that were named, or all that are recorded into the store. */
static int
follow(struct indexing *x, bool store)
{
	struct pursuit_order order = {.index = x->index, .censor = x->censor, .stop = &stopped};
	const struct sigaction action = {.sa_handler = stop};
	char **files = calloc(x->files.count + 1, sizeof *files), *folder = store ? verb_store() : NULL;
	size_t i;
	int r = -ENOMEM;

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	if (files != NULL && (folder != NULL || !store)) {
		for (i = 0; !store && i < x->files.count; i++)
			files[i] = x->files.files[i].path;
		order.files = files;
		order.store = folder;
		r = pursuit_run(&order);
	}
	free(folder);
	free(files);
	return r == 0 ? EXIT_FINE : EXIT_UNREADABLE;
}

/* The backlog. */

static void
forget_waiting(const struct indexing *x)
{
	size_t i;

	for (i = 0; i < x->files.count; i++)
		backlog_remove(x->index, x->files.files[i].path);
}

static int
add_waiting(void *context, const char *path)
{
	struct indexing *x = context;

	/* what can't be looked at now may be another time */
	return gather_add_file(&x->files, path) == -ENOMEM ? -ENOMEM : 0;
}

/* What waits: how many, or a negative code. */
static int
list_waiting(struct indexing *x)
{
	int r;

	gather_free(&x->files);
	r = backlog_list(x->index, add_waiting, x);
	return r < 0 ? r : (int)x->files.count;
}

/* 1, 0 when nothing waited, or negative.  A new index may be put in place between two of these. */
static int
work_off_once(struct indexing *x)
{
	int r, hold;

	if ((r = list_waiting(x)) <= 0)
		return r;
	if ((hold = renewal_hold(x->index)) < 0)
		return hold;
	r = fill(x, x->index) == EXIT_UNREADABLE ? ERR_FAILED : 1;
	if (r == 1)
		forget_waiting(x);
	close(hold);
	return r;
}

/* Sessions seldom end alone: who has worked off what waited stays for a while, and others need not start. */
static int
work_and_wait(struct indexing *x)
{
	int r = 0, quiet;

	for (quiet = 0; r >= 0 && quiet < LINGER_MS; quiet = r == 0 ? quiet + LINGER_STEP : 0) {
		if ((r = work_off_once(x)) >= 0)
			poll(NULL, 0, LINGER_STEP);
	}
	return r < 0 ? r : 0;
}

/* Until nothing is left: an entry that came while we let go of the lock was left to us. */
static int
work_off(struct indexing *x)
{
	int lock, r;

	do {
		if ((lock = backlog_take(x->index)) < 0)
			return lock == ERR_BUSY ? EXIT_FINE : EXIT_UNREADABLE;
		r = work_and_wait(x);
		close(lock);
		if (r == 0)
			r = list_waiting(x);
	} while (r > 0);
	return r == 0 ? EXIT_FINE : EXIT_UNREADABLE;
}

/* Nobody waits for us, nobody reads what we say, and nobody's terminal or folder is held. */
static bool
detach(void)
{
	int null = open("/dev/null", O_RDWR);
	pid_t pid;

	fflush(stdout);
	if ((pid = fork()) != 0)
		return false;
	setsid();
	if (null >= 0) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
	}
	if (chdir("/") != 0 || nice(10) == -1)
		errno = 0;
	return true;
}

static int
background(struct indexing *x)
{
	size_t i;
	int r;

	for (i = 0; i < x->files.count; i++)
		if ((r = backlog_add(x->index, x->files.files[i].path)) != 0) {
			report_error("can't queue \"%s\": %s", x->files.files[i].path, error_text(r));
			return EXIT_UNREADABLE;
		}
	if (!detach())
		return EXIT_FINE;
	x->quiet = true;
	x->jobs = 1;
	_exit(work_off(x));
}

static int
add(struct indexing *x)
{
	int code, hold = renewal_hold(x->index);

	if (hold < 0) {
		report_error("can't write the index \"%s\": %s", x->index, error_text(hold));
		return EXIT_UNREADABLE;
	}
	code = fill(x, x->index);
	if (code != EXIT_UNREADABLE)
		forget_waiting(x);
	if (code != EXIT_UNREADABLE && x->follow)
		code = follow(x, x->all);
	close(hold);
	return code;
}

static int
rebuild(struct indexing *x)
{
	struct renewal *renewal;
	char *message = NULL;
	int r, code = EXIT_UNREADABLE;

	if ((r = renewal_begin(x->index, &renewal, &message)) == 0) {
		code = fill(x, renewal_path(renewal));
		if (code != EXIT_UNREADABLE)
			r = renewal_finish(renewal, &message);
		renewal_free(renewal);
	}
	if (r != 0) {
		report_error("%s", message != NULL ? message : error_text(r));
		code = EXIT_UNREADABLE;
	}
	free(message);
	return code;
}

/* With the same rules, from the same recordings. */
static int
verify(struct indexing *x)
{
	struct reckoning reckoning = {.json = x->json, .quiet = x->quiet};
	int code;

	if ((code = reckoning_begin(&reckoning, x->index)) == EXIT_FINE) {
		x->quiet = true;
		if ((code = fill(x, reckoning.anew)) != EXIT_UNREADABLE)
			code = reckoning_finish(&reckoning);
	}
	reckoning_free(&reckoning);
	return code;
}

static int
print_line(void *context, const char *line, size_t len)
{
	(void)context;
	return fwrite(line, 1, len, stdout) == len ? 0 : -EPIPE;
}

static int
dump(const struct indexing *x)
{
	struct catalog *catalog;
	char *message = NULL;
	int r = catalog_open(x->index, CATALOG_READ, &catalog, &message);

	if (r == 0 && (r = catalog_dump(catalog, print_line, NULL)) != 0 && r != -EPIPE)
		report_error("can't read the index \"%s\": %s", x->index, catalog_trouble(catalog));
	else if (r != 0 && r != -EPIPE)
		report_error("%s", message != NULL ? message : error_text(r));
	free(message);
	catalog_free(catalog);
	return r == 0 || r == -EPIPE ? EXIT_FINE : EXIT_UNREADABLE;
}

static int
take_options(struct indexing *x, int argc, char **argv)
{
	static const struct option options[] = {{"index", required_argument, NULL, 'i'},
	    {"rebuild", no_argument, NULL, 'R'}, {"follow", no_argument, NULL, 'f'}, {"background", no_argument, NULL, 'B'}, {"rules", required_argument, NULL, 'r'},
	    {"jobs", required_argument, NULL, 'j'}, {"quiet", no_argument, NULL, 'q'}, {"dump", no_argument, NULL, 'D'}, {"forget", no_argument, NULL, 'F'},
	    {"verify", no_argument, NULL, 'v'}, {"json", no_argument, NULL, 'J'},
	    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	int option;

	while ((option = verb_option(&indexer_index, argc, argv, "i:j:qf", options)) != -1) {
		switch (option) {
		case 'i':
			free(x->index);
			x->index = strdup(optarg);
			break;
		case 'R':
			x->rebuild = true;
			break;
		case 'r':
			x->rules = optarg;
			break;
		case 'j':
			x->jobs = strspn(optarg, "0123456789") == strlen(optarg) ? atoi(optarg) : 0;
			if (x->jobs < 1 || x->jobs > 64)
				return verb_usage(&indexer_index, "\"%s\" is no number of processes: 1 to 64", optarg);
			break;
		case 'q':
			x->quiet = true;
			break;
		case 'f':
			x->follow = true;
			break;
		case 'B':
			x->background = true;
			break;
		case 'D':
			x->dump = true;
			break;
		case 'F':
			x->forget = true;
			break;
		case 'v':
			x->verify = true;
			break;
		case 'J':
			x->json = true;
			break;
		default:
			return EXIT_USAGE;
		}
	}
	return EXIT_FINE;
}

/* Each is another thing to do. */
static int
check_options(const struct indexing *x, int names)
{
	const struct {
		bool asked;
		const char *name;
	} deeds[] = {{x->rebuild, "--rebuild"}, {x->follow, "--follow"}, {x->background, "--background"}, {x->forget, "--forget"},
	    {x->verify, "--verify"}, {x->dump, "--dump"}};
	const char *first = NULL;
	size_t i;

	for (i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (!deeds[i].asked)
			continue;
		if (first != NULL)
			return verb_usage(&indexer_index, "%s and %s are two things to do: one at a time", first, deeds[i].name);
		first = deeds[i].name;
	}
	if (x->dump && names > 0)
		return verb_usage(&indexer_index, "--dump prints all of the index: it takes no names");
	return x->json && x->background ? verb_usage(&indexer_index, "--background is done when nobody listens: there is no --json of it")
					: EXIT_FINE;
}

static char *
default_index(void)
{
	char *store = verb_store(), *path = NULL;

	if (store == NULL || asprintf(&path, "%s/index.db", store) < 0)
		path = NULL;
	free(store);
	return path;
}

/* Who goes on in the background leaves the folder that it was started in. */
static int
make_absolute(char **path)
{
	char *cwd, *whole;

	if (**path == '/')
		return 0;
	if ((cwd = getcwd(NULL, 0)) == NULL || asprintf(&whole, "%s/%s", cwd, *path) < 0) {
		free(cwd);
		return -ENOMEM;
	}
	free(cwd);
	free(*path);
	*path = whole;
	return 0;
}

/* A folder, or a file of another program's, is left alone: no lock beside it, and above all no new index in its place; nor is one made to
 * forget. */
static bool
is_other(const char *path, bool forget)
{
	struct catalog *catalog;
	char *message = NULL;
	struct stat st;
	bool there = stat(path, &st) == 0, other = there ? !S_ISREG(st.st_mode) : forget;

	if (there && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		report_error("the index \"%s\" is no file: give another name with --index", path);
		return true;
	}
	if (there || forget) {
		other |= catalog_open(path, CATALOG_READ, &catalog, &message) == ERR_UNKNOWN;
		catalog_free(catalog);
	}
	if (other)
		report_error("%s", message != NULL ? message : error_text(ERR_UNKNOWN));
	free(message);
	return other;
}

static int
index_files(struct indexing *x, char **names, int count)
{
	int i, missing = 0;

	for (i = 0; i < count; i++)
		missing += add_operand(x, names[i]) != 0;
	if ((count == 0 && add_store(x) != 0) || (x->censor = redaction_open(x->rules)) == NULL || (missing > 0 && missing == count))
		return EXIT_UNREADABLE;
	/* who started us may ignore it: then nobody could say how a worker ended */
	signal(SIGCHLD, SIG_DFL);
	x->all = count == 0;
	i = x->background ? background(x) : x->verify ? verify(x) : x->rebuild ? rebuild(x) : add(x);
	return missing > 0 ? EXIT_UNREADABLE : i;
}

static int
index_run(int argc, char **argv)
{
	struct indexing x = {.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN)};
	int code = take_options(&x, argc, argv);

	if (code == EXIT_FINE && ((x.index == NULL && (x.index = default_index()) == NULL) || make_absolute(&x.index) != 0)) {
		report_error("out of memory");
		code = EXIT_UNREADABLE;
	}
	if (code == EXIT_FINE)
		code = check_options(&x, argc - optind);
	if (code == EXIT_FINE && !x.dump && is_other(x.index, x.forget))
		code = EXIT_UNREADABLE;
	if (code == EXIT_FINE)
		code = x.forget ? dismissal_run(x.index, argv + optind, argc - optind, x.quiet, x.json)
		    : x.dump ? dump(&x) : index_files(&x, argv + optind, argc - optind);
	gather_free(&x.files);
	censor_free(x.censor);
	free(x.index);
	return code;
}

const struct verb indexer_index = {"index", index_run, USAGE};
