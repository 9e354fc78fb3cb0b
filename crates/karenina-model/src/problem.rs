//! What is wrong with an input: where, what was found, what would be right.
//!
//! The words are elsewhere (one place for English and Russian); here is what they are about.

/// One thing that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem; its page says what to do.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What was found and what would be right, by the names that the wording uses.
    pub details: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of this kind at this place.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, details: Vec::new() }
    }

    /// Adds a detail for the wording. Long texts are cut: a message is read by people.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        let text = match text.char_indices().nth(120) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        };
        // Control characters would move the reader's cursor.
        let text = text.replace(|it: char| it.is_control(), "\u{fffd}");
        self.details.push((name, text));
        self
    }

    /// How serious it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Where a problem is: a file, and within it a sheet, a cell or a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of a text file, from 1.
    pub line: Option<u32>,
    /// The cell or range, such as `B17`.
    pub cell: Option<String>,
    /// The column by its name in the schema; by its heading where the schema has none.
    pub column: Option<String>,
    /// The heading of the column as it stands there, where it is another text.
    pub heading: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u32) -> Self {
        Self { file: file.into(), line: Some(line), ..Self::default() }
    }
}

/// `members.csv:7`, `form.xlsx!Участники!B17`; the heading of the column is left to whoever writes
/// the message.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        for part in [&self.sheet, &self.cell].into_iter().flatten() {
            write!(f, "!{part}")?;
        }
        match (self.line, &self.cell) {
            (Some(line), None) => write!(f, ":{line}"),
            _ => Ok(()),
        }
    }
}

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be used.
    Error,
    /// Something was used, and is probably not what was meant.
    Warning,
    /// Something that the reader should know.
    Note,
}

impl Severity {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$about:meta])* $name:ident = $number:literal, $severity:ident;)*) => {
        /// The kinds of problems. A number is never used again for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$about])* $name,)* }

        impl Code {
            /// Every kind, in order of number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The number, such as `K0203`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $number,)* }
            }

            /// How serious problems of this kind are.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files and sheets
    /// A file cannot be read.
    FileUnreadable = "K0101", Error;
    /// A file or sheet is none of the tables.
    TableUnknown = "K0102", Warning;
    /// There is no heading row.
    TableEmpty = "K0103", Warning;
    /// A column that the table does not have; it is kept.
    ColumnUnknown = "K0104", Warning;
    /// A required column is missing.
    ColumnMissing = "K0105", Error;
    /// A column stands twice; the first counts.
    ColumnTwice = "K0106", Error;
    /// The text is not UTF-8 and was read as windows-1251.
    EncodingGuessed = "K0107", Note;
    /// Bytes that are no text in the file's encoding.
    BytesBroken = "K0108", Error;
    /// A row has more cells than the heading.
    RowTooLong = "K0109", Warning;
    /// A cell holds more than a cell can.
    CellTooLong = "K0110", Error;
    /// A workbook is broken.
    WorkbookBroken = "K0112", Error;
    /// A workbook would be too large when unpacked.
    WorkbookTooLarge = "K0113", Error;
    /// A table stands in several files or sheets, which are read as one.
    TableJoined = "K0114", Note;
    /// A cell holds the error of a formula.
    FormulaError = "K0115", Error;
    /// A quote is opened and never closed.
    QuoteOpen = "K0116", Error;
    /// More problems of the same kind, which are not listed one by one.
    MoreOfThese = "K0117", Note;
    /// A heading was taken for the column whose name is nearest.
    ColumnGuessed = "K0118", Warning;
    /// A heading names a unit, and the numbers below it were changed for it.
    UnitInHeading = "K0119", Note;
    /// A file or sheet was taken for a table by its headings, or by a name like it.
    TableGuessed = "K0120", Note;
    /// A total within a sheet is not what the rows above it add up to.
    TotalAgainstRows = "K0121", Warning;
    /// A row within a table that is none of its rows.
    RowNotRead = "K0122", Note;
    /// The headings were found below other rows, which are not read.
    HeadingFound = "K0123", Note;
    /// A sheet is hidden.
    SheetHidden = "K0124", Note;
    /// The period of rows was taken from the name of their sheet or file.
    PeriodFromName = "K0125", Note;
    /// A formula has no stored result.
    FormulaNotCalculated = "K0126", Error;
    /// A workbook refers to other workbooks.
    ExternalLinks = "K0127", Note;
    /// A workbook has macros.
    MacrosPresent = "K0128", Note;
    /// A title says in what unit the money of a sheet is.
    UnitOfSheet = "K0129", Warning;

    // Cells
    /// A text where a number belongs.
    NotANumber = "K0201", Error;
    /// A number that can be read in two ways.
    NumberAmbiguous = "K0202", Error;
    /// A part of something that comes whole.
    NotWhole = "K0203", Error;
    /// Fewer than none.
    NegativeCount = "K0204", Error;
    /// A share outside 0 to 1.
    NotAShare = "K0205", Error;
    /// An interval whose low end is above its high end.
    LowAboveHigh = "K0206", Error;
    /// A text that is no date of the calendar.
    NotADate = "K0207", Error;
    /// A text where yes, partly or no belongs.
    NotAFlag = "K0208", Error;
    /// A word that the enumeration does not have.
    NotACode = "K0209", Error;
    /// A required cell is empty.
    CellMissing = "K0210", Error;
    /// A key that leads to no row.
    ReferenceDangling = "K0211", Error;
    /// A key that two rows have; the first counts.
    KeyTwice = "K0212", Error;
    /// An end before its beginning.
    EndBeforeBeginning = "K0213", Error;
    /// A no where a number belongs: none, or not known?
    NoneOrUnknown = "K0214", Error;
    /// A word with letters of two alphabets.
    AlphabetsMixed = "K0215", Warning;
    /// Characters that nobody sees.
    ControlCharacters = "K0216", Warning;
    /// A bare number where a date belongs.
    DateIsSerial = "K0217", Error;
    /// A name where a key belongs; it leads to the one row that has it.
    ReferenceByName = "K0218", Note;

    // The dataset as a whole
    /// Two claims on the same thing that cannot both be true.
    ClaimsContradict = "K0301", Warning;
    /// A claim that the tables contradict.
    ClaimAgainstTable = "K0302", Warning;
    /// A cluster and a part of it that was merged into it are both listed.
    MergedAndPart = "K0303", Note;
    /// One organisation twice in one list.
    MemberTwice = "K0304", Warning;
    /// More are listed than there are said to be.
    MoreThanTotal = "K0305", Warning;
    /// There is no cluster to judge.
    NoClusters = "K0306", Error;
    /// An indicator that the catalogue does not have.
    IndicatorUnknown = "K0307", Warning;
    /// A practice that the catalogue does not have.
    PracticeUnknown = "K0308", Warning;
    /// A claim on something that no table lists.
    SubjectUnknown = "K0309", Warning;
    /// A claim whose value is not what the indicator asks for.
    ValueUnfit = "K0310", Error;
    /// The date of judgement was not said.
    DateNotSaid = "K0312", Note;
    /// More clusters are listed than the programme is said to have.
    MoreClustersThanTotal = "K0314", Warning;
    /// Two organisations have one number of a register.
    OneNumberTwice = "K0320", Warning;
    /// Two organisations have one name, and no numbers that tell them apart.
    OneNameTwice = "K0321", Warning;
    /// The names of two organisations sound alike.
    NamesSoundAlike = "K0322", Note;
    /// What belongs to a person stands where it does not belong.
    PersonalData = "K0323", Warning;
    /// Shares of one whole add up to more than it.
    SharesAboveOne = "K0324", Warning;
    /// A part is larger than its whole.
    PartAboveWhole = "K0325", Warning;
    /// A figure is a thousand times that of the year before, or a thousandth.
    LeapBetweenYears = "K0326", Warning;

    // The catalogue
    /// A catalogue file that cannot be understood.
    CatalogueUnreadable = "K0401", Error;
    /// A source that sources.toml does not have.
    SourceUnknown = "K0402", Error;
    /// A table that the schema does not have.
    MeasureTableUnknown = "K0403", Error;
    /// A column that the table does not have.
    MeasureColumnUnknown = "K0404", Error;
    /// A word that the column's enumeration does not have, or a test that does not fit the column.
    MeasureCodeUnknown = "K0405", Error;
    /// A practice that practices.toml does not have.
    MeasurePracticeUnknown = "K0406", Error;
    /// An indicator that the catalogue does not have.
    MeasureIndicatorUnknown = "K0407", Error;
    /// Two thresholds with one name, or without a name.
    ThresholdsAlike = "K0408", Error;
    /// A folder of indicators that no sign of model.toml claims.
    SignUnknown = "K0410", Error;
    /// A file that a catalogue must have is missing.
    CatalogueFileMissing = "K0411", Error;
    /// A worked case that does not come out as it says.
    CaseFails = "K0412", Error;
    /// model.toml judges by a threshold that the indicator does not have.
    JudgingUnknown = "K0414", Error;
    /// A required indicator has no threshold to be judged by.
    RequiredWithoutThreshold = "K0415", Error;
    /// Criteria that ask for each other in a circle.
    CriteriaCircular = "K0416", Error;
    /// A number of the catalogue that makes no sense.
    NumberUnfit = "K0417", Error;

    // The catalogue: measures of support and rules of decision
    /// A measure mends a sign that the model does not have.
    PolicySignUnknown = "K0430", Error;
    /// A measure needs or excludes something that is no measure, nor a criterion.
    PolicyMeasureUnknown = "K0431", Error;
    /// Measures that need each other in a circle.
    PolicyNeedsCircular = "K0432", Error;
    /// A range of costs or years that begins above its end, or below nothing.
    PolicyRangeUnfit = "K0433", Error;
    /// Costs in two units, which cannot be added.
    PolicyCostUnits = "K0434", Error;
    /// A class of effort that rules.toml does not have.
    PolicyEffortUnknown = "K0435", Error;
    /// Two measures that carry out one row of the model.
    PolicyMeasuresAlike = "K0436", Error;
    /// A measure excludes itself, or what it needs.
    PolicyExcludesNeeded = "K0437", Error;
    /// A measure lifts a criterion that decides none of the signs that it mends.
    PolicyLiftUnfit = "K0438", Error;
    /// A measure has neither a cost nor a class of effort.
    PolicyCostMissing = "K0439", Error;
    /// A parameter of advice that is missing or has no value.
    ParameterMissing = "K0440", Error;
    /// A rule, refusal, parameter or class of effort that stands twice.
    RulesAlike = "K0441", Error;
    /// A rule or refusal that rules.toml does not have.
    RuleUnknown = "K0442", Error;
    /// A rule that never fires, or says twice when it does.
    RuleWithoutTrigger = "K0443", Error;

    // Figures and schemes of the catalogue
    /// A figure that the program cannot draw.
    FigureUnknown = "K0450", Error;
    /// An item that the figure does not have.
    FigureItemUnknown = "K0451", Error;
    /// A way to bring criteria together that there is not.
    SchemeRuleUnknown = "K0460", Error;
    /// A word that stands for two criteria or sides of a scheme.
    SchemeTwice = "K0461", Error;
    /// Levels of a scheme that do not rise, or that nobody can reach.
    SchemeLevels = "K0462", Error;
    /// A criterion of a scheme that no indicator answers, without a reason.
    SchemeAsksNothing = "K0463", Error;

    // Forms, and workbooks that go back to who sent them
    /// The example row of a form was written over and still says that it is the example.
    ExampleWrittenOver = "K0600", Warning;
    /// A file whose cells cannot be marked; the list stands beside the copy.
    NotMarked = "K0601", Note;
    /// A row of a form that says something else in another form.
    RowTwice = "K0602", Warning;

    // Advice, what-if and comparison
    /// The budget is in money and the costs are in another unit.
    BudgetInOtherUnit = "K0685", Note;
    /// A search ended before its answer was proven to be the cheapest.
    SearchNotProven = "K0686", Warning;
    /// A fact to be set whose table, column, cluster or practice does not exist.
    SetNameUnknown = "K0687", Error;
    /// A fact to be set that is not written as PATH=VALUE.
    SetMalformed = "K0688", Error;
    /// A fact to be set in a row that is not there.
    SetNoRow = "K0689", Error;

    // What people send, further
    /// No column has the keys of a table, and its names were taken for them.
    KeyFromName = "K0690", Note;
    /// A form was made from other tables or another catalogue than those that read it.
    FormOfOtherEdition = "K0691", Note;
    /// A fact that does not change says something else than last year.
    ChangedWhatDoesNot = "K0692", Warning;
    /// A fact changed by more than facts of its kind do in a year.
    ChangedTooMuch = "K0693", Warning;
    /// A row of last year's list is gone without an end.
    RowGone = "K0694", Warning;
    /// A share or mean that so few cannot have.
    ShareAgainstCount = "K0695", Warning;
    /// What has the larger share has the worse rank.
    RankAgainstShare = "K0696", Warning;
    /// A complete list has fewer than there are said to be.
    ListBelowTotal = "K0697", Warning;
    /// A figure changed from one period to the next by more than figures of its kind do.
    FigureChangedTooMuch = "K0698", Warning;

    // The register
    /// A column that no table has is not taken into a register.
    ColumnNotKept = "K0800", Note;
    /// An import changes what was confirmed.
    OverConfirmed = "K0801", Warning;
    /// An organisation under a new key has the number of another.
    NumberKnown = "K0802", Warning;
    /// The file of a register is broken.
    RegisterDamaged = "K0810", Error;
    /// Entries of the journal are missing.
    EntryMissing = "K0811", Error;
    /// An entry of the journal is not what was written.
    EntryChanged = "K0812", Error;
    /// An entry does not follow the one before it.
    ChainBroken = "K0813", Error;
    /// An entry is dated before the one before it.
    DaysBackwards = "K0814", Error;
    /// A name or text is not the one that an entry means.
    NameChanged = "K0815", Error;
    /// The rows of a change set are not those that were imported.
    ContentChanged = "K0816", Error;
    /// Rows of a change set that no entry brought in.
    ContentWithoutEntry = "K0817", Error;
    /// A document is not the one that was added.
    EvidenceChanged = "K0818", Error;
    /// An edition made again is not the one that was frozen.
    EditionNotTheSame = "K0819", Error;
    /// A digest that was printed elsewhere is none of this journal.
    HeadUnknown = "K0820", Error;
    /// A name, text or document that no entry brought in.
    WithoutEntry = "K0821", Error;
    /// A table of a register in a database can be changed.
    Unguarded = "K0822", Warning;

    // People
    /// An account speaks for a cluster or organisation that the register does not have.
    AccountOfNobody = "K0830", Warning;
    /// Others than its owner may read the file of people.
    PeopleOpenToOthers = "K0831", Warning;

    // Statistics of regions
    /// A column that the layout needs is not there.
    StatisticsColumnMissing = "K0701", Error;
    /// A figure that is no number.
    StatisticsFigureUnreadable = "K0702", Error;
    /// Employment or establishments below zero.
    StatisticsFigureNegative = "K0703", Error;
    /// A region and activity that stand twice.
    StatisticsCellTwice = "K0704", Error;
    /// Activities that the definitions put into no group.
    ActivityWithoutGroup = "K0705", Note;
    /// Activities of the definitions of which the table says nothing.
    GroupCodeWithoutData = "K0706", Note;
    /// A total that its published parts do not come to.
    PartsAgainstTotal = "K0707", Warning;
    /// An activity that the definitions put into two groups.
    ActivityInTwoGroups = "K0708", Error;
    /// Several years, of which one was taken.
    YearTaken = "K0709", Note;
    /// A row with too few cells.
    StatisticsRowShort = "K0710", Error;
    /// A line that is no row: too long, no text, a quote left open.
    LineBroken = "K0730", Error;
    /// How many lines could not be read as they stand.
    BadLinesInAll = "K0731", Note;
    /// A region that is said to lie in two countries.
    RegionInTwoCountries = "K0732", Error;
    /// Codes that the crosswalk does not name.
    CrosswalkUnmatched = "K0733", Warning;
    /// Shares of a code that do not come to one.
    CrosswalkShares = "K0734", Warning;
    /// Indicators of a table that are not read.
    IndicatorsPassedOver = "K0735", Note;
    /// Codes of regions that are none of the classification.
    RegionCodeOdd = "K0736", Warning;
    /// A file in a folder that is no table by its name.
    FilePassedOver = "K0737", Note;
    /// Establishments of which the region is not said.
    EstablishmentWithoutRegion = "K0738", Warning;
    /// Establishments of which it is not said how many they employ.
    EstablishmentWithoutEmployment = "K0739", Note;
    /// An establishment that stands twice.
    EstablishmentTwice = "K0740", Warning;
    /// There are too many establishments for their ids to be compared.
    IdsNotCompared = "K0741", Note;
    /// Coordinates that are swapped.
    CoordinatesSwapped = "K0742", Error;
    /// A coordinate that cannot be read, or is not on Earth.
    CoordinateUnreadable = "K0743", Error;
    /// Establishments without coordinates.
    CoordinatesMissing = "K0744", Note;
    /// Coordinates that are written in degrees and minutes.
    CoordinatesInMinutes = "K0745", Note;
    /// Figures that are too large for employment.
    EmploymentBeyondReach = "K0746", Error;
    /// Regions for which the boundaries have no area.
    RegionWithoutBoundary = "K0747", Warning;
    /// Cells that are withheld on publication.
    CellsWithheld = "K0748", Note;
    /// A measure that the input cannot give.
    MeasureAbsent = "K0749", Warning;
    /// Establishments without a code of an activity, added up by a cluster of machines.
    EstablishmentWithoutActivity = "K0750", Note;
    /// Totals that differ from their parts by no more than rounding can.
    PartsRounded = "K0751", Note;

    // The catalogue: which rule judges
    /// Two thresholds of a required indicator are in force on one day and none is chosen.
    JudgingAmbiguous = "K0711", Error;

    // Robustness and necessity.
    /// An outcome is neither a number nor yes or no.
    OutcomeUnfit = "K0670", Error;
    /// Claims on the outcome of one cluster cannot be true beside each other.
    OutcomeContradicted = "K0671", Warning;
    /// All clusters have the same outcome.
    OutcomeOneClass = "K0672", Note;
    /// So few clusters have an outcome that no test can show anything.
    OutcomeTooFew = "K0673", Note;
    /// An outcome is older than the day on which the signs are judged.
    OutcomeBeforeSigns = "K0674", Warning;

    // Recipes
    /// A recipe that cannot be understood.
    RecipeUnreadable = "K0550", Error;
    /// A table that the schema does not have.
    RecipeTableUnknown = "K0551", Error;
    /// A column that the table does not have.
    RecipeColumnUnknown = "K0552", Error;
    /// A word that the column's enumeration does not have.
    RecipeCodeUnknown = "K0553", Error;
    /// A key of a recipe says something that makes no sense.
    RecipeValueUnfit = "K0554", Error;
    /// A heading that the recipe names is not in the sheet.
    RecipeHeadingMissing = "K0555", Error;
    /// A part of a recipe fits no file or sheet.
    RecipeUnused = "K0556", Warning;
    /// Columns of a sheet that the recipe does not name.
    ColumnsNotInRecipe = "K0557", Note;
    // Documents and letters
    /// A field, part or condition that a letter does not have.
    TemplateNameUnknown = "K0650", Error;
    /// A condition that is not closed, or an end without one.
    TemplateUnbalanced = "K0651", Error;
    /// A file that is to give the look and is no DOCX.
    StyleUnreadable = "K0652", Error;
    /// A format that a verb does not write.
    FormatNotHere = "K0653", Error;
    // Networks of collaboration
    /// A project in which one organisation is the partner of itself alone.
    PartnerOfItself = "K0501", Warning;
    /// One organisation twice in one project or group; it counts once.
    ParticipationTwice = "K0502", Warning;
    /// A project that no organisation takes part in.
    NoPartners = "K0503", Note;
    /// A contribution that is no amount of money.
    ContributionUnfit = "K0504", Error;
    /// A project with so many partners that it does not say who works with whom.
    TooManyPartners = "K0505", Note;
    /// Rows without a key that were taken for one organisation by its name.
    JoinedByName = "K0506", Note;
    /// Two keys under which organisations of one name stand.
    NamesAlike = "K0507", Note;
    /// An organisation of which nobody says what it is.
    ClassMissing = "K0508", Note;
    /// A specialist organisation that is not in the table of organisations.
    SpecialistNotListed = "K0720", Note;
    /// A participation without project or organisation.
    ParticipationUnusable = "K0509", Error;
    /// A file that is none of those of CORDIS.
    NotOfCordis = "K0510", Warning;
    /// One organisation under several names.
    SeveralSpellings = "K0511", Note;
    /// One organisation of two classes; the first counts.
    ClassesDiffer = "K0512", Note;
}

impl Code {
    /// The kind with this number.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

/// Collects problems, and says "and so many more" where one column of one file has hundreds of a
/// kind: a million rows with one habit are one finding.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    counts: rustc_hash::FxHashMap<(Code, String, Option<String>, Option<String>), u64>,
}

/// How many problems of one kind are listed for one column of one file.
const LISTED: u64 = 100;

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        let key = (
            problem.code,
            problem.place.file.clone(),
            problem.place.sheet.clone(),
            problem.place.column.clone(),
        );
        let count = self.counts.entry(key).or_default();
        *count += 1;
        if *count <= LISTED {
            self.list.push(problem);
        }
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Self) {
        let unlisted: Vec<_> = other
            .counts
            .into_iter()
            .filter(|(_, count)| *count > LISTED)
            .map(|(key, count)| (key, count - LISTED))
            .collect();
        for problem in other.list {
            self.push(problem);
        }
        for (key, count) in unlisted {
            *self.counts.entry(key).or_default() += count;
        }
    }

    /// How many are listed so far.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them: errors first, then by place.
    pub fn into_list(mut self) -> Vec<Problem> {
        for ((code, file, sheet, column), count) in self.counts {
            if count > LISTED {
                let place = Place { file, sheet, column, ..Place::default() };
                self.list.push(
                    Problem::new(Code::MoreOfThese, place)
                        .with("code", code.id())
                        .with("count", (count - LISTED).to_string()),
                );
            }
        }
        self.list.sort_by(|a, b| {
            (a.severity(), &a.place.file, &a.place.sheet, a.place.line, a.code, &a.place.cell)
                .cmp(&(
                    b.severity(),
                    &b.place.file,
                    &b.place.sheet,
                    b.place.line,
                    b.code,
                    &b.place.cell,
                ))
                .then_with(|| a.details.cmp(&b.details))
        });
        self.list.dedup();
        self.list
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        for problem in problems {
            self.push(problem);
        }
    }
}
