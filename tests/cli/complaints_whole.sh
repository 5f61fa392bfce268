# Each complaint is written at once: however many rows are bad they do not cost a call for each byte, and those of
# programs that share standard error do not run into each other.
python3 - "$RAPPORT" <<'PY'
import socket, subprocess, sys
with open("bad.csv", "w") as table:
    table.write("id,text\n" + "".join('%d,"The plan suits us\n' % i for i in range(20)))
ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
run = subprocess.Popen([sys.argv[1], "extract", "bad.csv"], stdout=subprocess.DEVNULL, stderr=its)
its.close()
writes = []
while packet := ours.recv(65536):
    writes.append(packet.decode())
print("exit", run.wait())
print(len(writes), "writes,", sum(write.endswith("\n") for write in writes), "of them whole lines")
print(writes[0] + writes[-1], end="")
PY
