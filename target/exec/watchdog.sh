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

# Prints pid, parent and group of all that lives. A zombie has ended: it only waits for a parent to ask.
processes() {
  for stat in /proc/[0-9]*/stat; do
    read -r line <"$stat" || continue
    pid=${line%% *}
    # The name of the program may hold spaces and brackets: count from its end.
    set -- ${line##*) }
    case $1 in Z | X) ;; *) echo "$pid $2 $3" ;; esac
  done 2>/dev/null
}

# Prints who of the processes on standard input descends from $1: children come after their parents, but for numbers that
# began again, so it looks until it finds no more.
descendants() {
  table=$(cat)
  found=" $1 "
  grown=yes
  while [ -n "$grown" ]; do
    grown=
    while read -r pid parent _; do
      case $found in *" $pid "*) continue ;; esac
      case $found in *" $parent "*) found="$found$pid " grown=yes ;; esac
    done <<EOF
$table
EOF
  done
  echo "$found"
}

family=' '
[ -z "$group" ] || [ ! -e /proc/self/stat ] || family=$(processes | descendants "$group")

# Prints who of them lives.
living() {
  if [ ! -e /proc/self/stat ]; then
    [ -z "$group" ] || ! kill -0 -- "-$group" || echo "-$group"
    return
  fi
  marked=" $(grep -lsF -- "$marker" /proc/[0-9]*/environ | tr -dc '0-9\n' | tr '\n' ' ') "
  processes | while read -r pid _ in_group; do
    if [ "$in_group" = "$group" ]; then
      echo "$pid"
    else
      case $family$marked in *" $pid "*) echo "$pid" ;; esac
    fi
  done
} 2>/dev/null

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
