"""Clients of databases: statements over several lines, their own commands, passwords, pagers."""
import glob

from drive import scenario
from props import bash, beside, block, namespaces

LITE, LITE_MORE = r"sqlite> $", r"\.\.\.> $"


@scenario(["sqlite3"], prompt=LITE)
def sqlite_statements(s):
    s.run("create table t(a,b);", kind="repl")
    s.run("insert into t values (1,'x');", kind="repl")
    block(s, ["select *", "from t;"], LITE_MORE)
    s.run(".quit", kind="repl", wait=False)


@bash(needs=["sqlite3"])
def sqlite_from_shell(s):
    s.run("sqlite3 stock.db", wait=LITE)
    block(s, ["create table part(", "  id integer primary key,", "  name text", ");"], LITE_MORE, wait=LITE)
    s.run("insert into part(name) values ('bolt'), ('nut');", kind="repl", wait=LITE)
    s.run("select count(*) from prat;", kind="repl", wait=LITE)
    s.key("Up")
    s.key("BSpace", "BSpace", "BSpace", "BSpace")
    s.type("art;")
    s.enter("select count(*) from part;", kind="repl", wait=LITE)
    s.run(".mode column", kind="repl", wait=LITE)
    s.type("select 'it''s open")
    s.enter(None, wait=r"'  ?\.\.\.> $|\.\.\.> $")
    s.type("still open' as text;")
    s.enter("select 'it''s open\nstill open' as text;", kind="repl", wait=LITE)
    s.run(".shell echo out of sqlite", kind="repl", wait=LITE)
    s.key("C-d", pace=0)
    s.wait()
    s.run("sqlite3 stock.db 'select name from part'", exit=0)
    s.run("exit", wait=False)


POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])
PG, PG_MORE = r"\w+=# $", r"\w+[-(']# $"


@beside(["postgres.sh"], **POSTGRES)
def psql_statements(s):
    s.run("psql -q shop", wait=PG)
    block(s, ["create table item (", "    id serial primary key,", "    name text not null", ");"], PG_MORE, wait=PG)
    s.run("insert into item (name) values ('lamp'), ('desk');", kind="repl", wait=PG)
    block(s, ["select id,", "       upper(name)", "  from item", " order by id;"], PG_MORE, wait=PG)
    s.run("\\d item", kind="repl", wait=PG)
    s.type("select name")
    s.enter(None, wait=PG_MORE)
    s.type("from item")
    s.key("C-c", pace=0.1)                         # the statement is given up
    s.wait(PG)
    s.run("select no_such_column;", kind="repl", wait=PG)
    s.run("\\! echo a shell of psql", kind="repl", wait=PG)
    s.run("\\q", kind="repl")
    s.run("psql -Atc 'select count(*) from item' shop", exit=0)
    s.run("exit", wait=False)


@beside(["postgres.sh"], **POSTGRES)
def psql_session(s):
    s.run("psql -U app shop", wait="Password for user app: $")
    s.secret("Yellow-Marmot-7")
    s.enter(None, wait=r"shop=> $")
    s.run("select current_user;", kind="repl", wait=r"shop=> $")
    s.run("\\pset pager always", kind="repl", wait=r"shop=> $")
    s.run("\\setenv PAGER 'less -X'", kind="repl", wait=r"shop=> $")
    s.run("select generate_series(1, 60);", kind="repl", wait=r"^:$")
    s.key("Space", pace=0.2)
    s.key("q", pace=0)
    s.wait(r"shop=> $")
    s.run("\\password", kind="repl", wait=r"Enter new password.*: $")
    s.secret("Green-Marmot-8")
    s.enter(None, wait="Enter it again: $")
    s.type("Green-Marmot-8")
    s.enter(None, wait=r"shop=> $")
    s.type("select 'hist'")
    s.key("M-b")
    s.key("C-k", "C-u")
    s.run("select 'second';", kind="repl", wait=r"\(END\)$")
    s.key("q", pace=0.2)
    s.wait(r"shop=> $")
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


MARIA, MARIA_MORE = r"MariaDB \[[^\]]+\]> $", r"^ +['\"]?-?> $"


@beside(["mariadb.sh"], needs=["mariadbd", "mariadb"])
def mysql_statements(s):
    s.run("mysql --defaults-file=.my.cnf -p shop", wait="Enter password: $")
    s.secret("Brown-Badger-9")
    s.enter(None, wait=MARIA)
    block(s, ["create table host (", "  name varchar(20),", "  ip varchar(15)", ");"], MARIA_MORE, wait=MARIA)
    s.run("insert into host values ('web-1', '10.0.0.1'), ('db-1', '10.0.0.2');", kind="repl", wait=MARIA)
    block(s, ["select name,", "ip", "from host\\G"], MARIA_MORE, wait=MARIA)
    s.run("show databases;", kind="repl", wait=MARIA)
    s.type("drop table host")
    s.enter(None, wait=MARIA_MORE)
    s.type("\\c")                                  # given up in the client's own way: never run
    s.enter("drop table host\n\\c", kind="reply", wait=MARIA)
    s.key("Up", "Up", pace=0.1)
    s.key("C-a", "C-k")
    s.run("select 'over';", kind="repl", wait=MARIA)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@beside(["redis.sh"], needs=["redis-server", "redis-cli"])
def redis_hints(s):
    cli = r"^redis sock> $"
    s.run("redis-cli --askpass -s sock", wait="input password: $")
    s.secret("Tall-Heron-41")                      # shown as asterisks
    s.absent.append("****")
    s.enter(None, wait=cli)
    s.type("set colour")
    s.pause(0.1)                                   # " value [NX|XX] ..." stands in grey behind
    s.type(" blue")
    s.enter("set colour blue", kind="repl", wait=cli)
    s.run("get colour", kind="repl", wait=cli)
    s.type("config get maxmem")
    s.key("Left", "Left", "Left", "C-a")
    s.key("C-e")
    s.type("ory")
    s.enter("config get maxmemory", kind="repl", wait=cli)
    s.key("Up", "Up")
    s.enter("get colour", kind="repl", wait=cli)
    s.type("inc")
    s.key("Tab", pace=0.1)
    s.type(" visits")
    s.enter("INCR visits" if "INCR visits" in s.screen() else "incr visits", kind="repl", wait=cli, also=["incr visits", "INCR visits"])
    s.type("flushall")
    s.key("C-u")
    s.absent.append("flushall")
    s.run("quit", kind="repl")
    s.run("exit", wait=False)
