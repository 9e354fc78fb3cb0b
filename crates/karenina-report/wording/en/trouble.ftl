trouble-no-dataset = { $path }: there is no such file or folder; a dataset is a folder of tables (clusters.csv and so on), a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), or one table as a .csv, .tsv or .txt file
trouble-no-catalogue = { $path }: there is no such folder; a catalogue is a folder with model.toml, sources.toml, practices.toml and indicators/
trouble-no-cases = { $path }: there is no such file; cases are a CSV with a heading, a name in the first column and numbers beside it
trouble-unreadable = { $path }: cannot be read; the system says: { $reason }
trouble-neither = { $path }: is neither a file nor a folder; give one or the other
trouble-too-large = { $path }: { $size ->
    [one] { $size } byte is
   *[other] { $size } bytes are
} too many for a file of the catalogue, which has { $most } at most
trouble-loop = { $path }: this link leads back to a folder that it lies in; take the link away
trouble-not-text = { $path }: line { $line }: the bytes are no UTF-8 text; save the file as UTF-8
trouble-is-an-input = { $path }: is an input and is never changed; give another name
trouble-is-a-folder = { $path }: is a folder; give the name of a file
trouble-not-written = { $path }: cannot be written; the system says: { $reason }
trouble-no-folder = { $path }: the folder cannot be made; the system says: { $reason }
trouble-no-table = { $path }: line { $line }: is no row of a table: { $reason }
trouble-no-such-year = { $path }: there is no row of { $year }; the years are { $years }
trouble-no-clusters-in-cordis = files of CORDIS know no clusters; make some with --as-dataset FOLDER
trouble-several-datasets = one dataset at a time; several paths are read together only of CORDIS
trouble-not-cordis = --as-dataset makes clusters out of files of CORDIS; name them before it
trouble-no-region = no region has { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
} in one part of the programme; lower --least-members, or look at the codes of --region and --part
trouble-no-picture = nobody is tied to anybody: there is no picture
trouble-no-file = { $path }: there is no such file; look at its name and folder
trouble-not-allowed = { $path }: you are not allowed to read this; ask its owner, or make a copy that is yours
trouble-no-place = { $path }: its folder is not there; make it first, or give another name
trouble-not-allowed-to-write = { $path }: you are not allowed to write here; give another name
trouble-not-of-a-catalogue = { $path }: is not what a catalogue consists of; a catalogue is a folder with model.toml, sources.toml, practices.toml and indicators/
trouble-no-address-of-a-cluster = "{ $found }" is no address of a cluster of machines; write ballista://host:port
trouble-no-engine = the program karenina-distributed is neither beside this one nor in the path; build it with cargo build --release -p karenina-distributed, or leave --engine out
trouble-cluster-adds-up-establishments = a cluster of machines adds up establishments; say --layout establishments, or leave --engine out
trouble-no-cluster = no cluster of machines answers at { $reason }; is its scheduler running, and is the port open?
trouble-cluster-gave-up = the cluster of machines gave up; it says: { $reason }. Nothing was written, and nothing is lost but the work done so far: start it again, or leave --engine out to add up on this machine
trouble-cluster-not-in-time = the cluster of machines has not ended after { $seconds } seconds. Nothing was written, and nothing is lost but the work done so far: see on the scheduler whether machines were lost, start it again, give it longer with --patience, or leave --engine out to add up on this machine
