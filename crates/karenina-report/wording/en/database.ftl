# A register in a database on a server.

problem-K0822 = the table { $table } of the register can be changed: its guard was taken off
help-K0822 = In a database the tables of a register refuse to be changed or emptied, so that nobody does so by mistake. Somebody who owns them took that away. What verify finds beside this tells whether anything was changed; put the guard back from a copy of the schema (pg_dump --schema-only) or by restoring the register.

database-trouble-address = { $path }: is no address of a database ({ $reason }); write postgres://USER@HOST:PORT/DATABASE, with ?schema=NAME (letters from a to z, digits, _) where several registers stand in one database
database-trouble-not-built-in = { $path }: this program was built without PostgreSQL; take one with it (cargo feature postgres), or a register in a file
database-trouble-unreachable = { $path }: the server cannot be reached; check that it runs, and its name and port ({ $reason }). Nothing was changed; do it again when it answers
database-trouble-refused = { $path }: the server does not let this user in; check user, password (PGPASSWORD or the file .pgpass), the name of the database and the rights on the schema ({ $reason })
database-trouble-unencrypted = { $path }: on the way to another machine others could read and change everything, and this program does not encrypt it. Go through a tunnel (ssh -L 5432:localhost:5432 HOST) to an address on localhost, or, where the network is yours alone, add ?sslmode=disable
database-trouble-lost = { $path }: the connection to the server broke; nothing was changed. Do it again; if the server is being started, in a moment ({ $reason })
database-trouble-unsure = { $path }: the connection to the server broke while the last act was being made to last, and the server does not answer. Look whether it is there before you do it again: karenina register journal { $path } ({ $reason })
database-trouble-not-found = { $path }: there is no register in this schema of the database; begin one with: karenina register init { $path } --by NAME
database-trouble-exists = { $path }: there are tables in this schema of the database already; give another one with ?schema=NAME
database-trouble-not-a-register = { $path }: the tables in this schema of the database are no register; give another one with ?schema=NAME
database-trouble-broken = { $path }: the server found pages of the database broken; restore a copy, and compare the digest of its last entry with those on reports ({ $reason })
database-trouble-read-only = { $path }: this user or this server may not write the register ({ $reason }); take a user with rights on it, and the main server rather than its copy
database-trouble-full = { $path }: the disk of the server is full; nothing was changed; make room and do it again
database-trouble-other = { $path }: the server does not do it; it says: { $reason }
