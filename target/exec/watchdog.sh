# Stands by while a server under test runs, and ends it, with all that it has started, when standard input ends: when its
# owner asks for it, and just as well when the owner dies, whatever it died of.
#
# $1  a text that stands in the environment of whatever the server starts
# $2  the signal that asks it to stop
# $3  how often to look, every twentieth of a second, before what still lives is killed
#
# Each line read is the process group that the server was started in; an empty line says that this group has ended, since
# its number may soon be somebody else's.
#
# Whom it finds: the group; what has the text in its environment, which is how a daemon is known that has left group,
# session and parent behind; and what was the server's child or grandchild when the end began, whatever its environment.
# Out of reach is what is all of this: gone from its group, orphaned before the end began, started with an environment
# that was emptied. Where there is no /proc, only the group is found.
trap '' HUP INT TERM

group=
while read -r line; do group=$line; done

# Prints pid, parent and group of all that lives. A zombie has ended: it only waits for a parent to ask. The name of a
# program may hold spaces and brackets, so fields are counted from its end. A shell would read byte by byte.
processes() {
  cat /proc/[0-9]*/stat 2>/dev/null | awk '{
    pid = $1
    sub(/^.*\) /, "")
    if ($1 != "Z" && $1 != "X") print pid, $2, $3
  }'
}

# Prints $1 and who descends from it, each between spaces.
descendants() {
  processes | awk -v root="$1" '
    { parent[$1] = $2 }
    END {
      found[root]
      do {
        grown = 0
        for (pid in parent) if (!(pid in found) && parent[pid] in found) { found[pid]; grown = 1 }
      } while (grown)
      for (pid in found) printf " %s ", pid
    }'
}

family=
[ -z "$group" ] || family=$(descendants "$group")

# Prints who of them lives.
living() {
  if [ ! -e /proc/self/stat ]; then
    [ -z "$group" ] || ! kill -0 -- "-$group" 2>/dev/null || echo "-$group"
    return
  fi
  marked=$(grep -lsF -- "$marker" /proc/[0-9]*/environ | sed 's,[^0-9],,g; s,.*, & ,' | tr -d '\n')
  processes | awk -v group="$group" -v known="$family$marked" '
    $3 == group || index(known, " " $1 " ") { print $1 }'
}

marker=$1
for signal in "$2" KILL; do
  told=' '
  tries=$3
  while pids=$(living) && [ -n "$pids" ] && [ "$tries" -gt 0 ]; do
    # Each is told once: to many programs a second signal means something else than the first. Death is said again.
    for pid in $pids; do
      case $told in *" $pid "*) continue ;; esac
      kill -s "$signal" -- "$pid" 2>/dev/null
      [ "$signal" = KILL ] || told="$told$pid "
    done
    tries=$((tries - 1))
    sleep 0.05
  done
done
