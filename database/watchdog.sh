# Stands by while a database lives in the folder $1 and takes both away when standard input ends: when the owner closes
# it, and just as well when the owner dies, whatever it died of. Each line read is the pid of the process that uses the
# folder from now on; an empty line says that there is none, since a pid that has ended may soon be somebody else's.
trap '' HUP INT TERM

pid=
while read -r line; do pid=$line; done

# Waits up to 6 s for the process to end; an immediate shutdown takes 5 s when it must kill its children. A zombie has
# ended: it only waits for a parent to ask, and an orphan's new parent may take its time.
ends() {
  tries=120
  while kill -0 "$pid" 2>/dev/null; do
    case $(cat "/proc/$pid/stat" 2>/dev/null) in *') Z '*) return 0 ;; esac
    [ "$tries" -gt 0 ] || return 1
    tries=$((tries - 1))
    sleep 0.05
  done
}

# To PostgreSQL: fast shutdown, immediate shutdown, and at last what nobody can refuse.
if [ -n "$pid" ]; then
  for signal in INT QUIT KILL; do
    kill -"$signal" "$pid" 2>/dev/null || break
    ends && break
  done
fi

# Again and again, for children that have just lost their parent may still be writing. The owner file goes last: without
# it no later run would finish what is interrupted here.
tries=40
until rm -rf "$1/data" "$1" 2>/dev/null || [ "$tries" -eq 0 ]; do
  tries=$((tries - 1))
  sleep 0.05
done
