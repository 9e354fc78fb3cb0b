### Groups found in statistics

map-title = Groups of activities by region
map-table = { $table }{ $year ->
    [none] {""}
   *[other] , { $year }
}: { $regions } regions, { $groups } groups
map-base-traded = compared with employment of the same kind (traded beside traded, local beside local)
map-base-total = compared with all employment
map-rungs = { $strong10 } stand in the strongest tenth, { $strong } more are strong, { $significant } significant, { $qualifying } qualifying.
map-shown = The { $n } most concentrated of the strong groups:
map-none = No group reaches the upper quarter with critical mass.
map-bounds = Cells that the office leaves out are not zero. In brackets: what employment and quotient can be at the least and at the most, given the published totals; the quotient of published figures may lie outside, where what is left out is all of one group.
map-col-region = Region
map-col-group = Group
map-col-employment = Employment
map-col-quotient = LQ
map-col-strength = Strength
strength-qualifying = qualifying
strength-significant = significant
strength-strong = strong
strength-strong10 = strong, upper tenth

map-headline = Where activities concentrate
map-skip = To the map
map-lead = { $strong } groups are strong in their region. The most concentrated is { $group } in { $region }: its share there is { $quotient } times that of all regions together.
map-map = Map
map-ranks = Strong groups
map-spread = How quotients are spread
map-how = How to read this
map-pick = Group:
map-of-group = Shown: { $group }
map-nobody = nobody, or nothing published
map-open = hatched: not certain, cells are withheld
map-insets = Far parts stand below, each in a scale of its own. Within each part areas are true.
map-tiles = The same with a tile of one size for each region, in order of code
map-no-boundaries = No boundaries were given: a tile a region, in order of code. --boundaries FILE draws the map (GeoJSON or TopoJSON).
map-first-of = The first { $n } of { $all }; all are in CSV, JSON and Parquet.
map-histogram = Groups in regions by their location quotient; dark: strong ones
map-scatter = Employment across and location quotient up, both by powers of ten; dark: strong ones
map-col-possible = Possible
map-how-quotient = The location quotient (LQ) is the group's share of the region's employment over its share in all regions. 1 is the average. Small regions reach high values by little, so look at employment beside it.
map-how-strength = A group is strong where employment and establishments are both above the lower quartile of the regions that have it, and its quotient is in the upper quarter and at least 1 (U.S. Cluster Mapping Project).
map-how-unknown = Cells that the office withholds are not zero. "Possible" is the least and the most that follow from the published totals. Where the two ends would have different colours the region is hatched over the colour of the published figures.
map-how-map = The projection keeps areas (Lambert azimuthal). Choose a group above the map, and point at a region or tap it for its figures.
map-how-group = A group of activities is found in statistics. It is no cluster initiative: nobody has joined anything, and nothing here is a verdict on one.
map-measure-ellison-glaeser = Concentration of plants
map-about-ellison-glaeser = Ellison and Glaeser's index: concentration over regions beyond what the sizes of plants bring about. 0: plants stand as if thrown by chance; above 0.05 highly concentrated; below 0.02 hardly. Maurel and Sédillot's is the same idea with another estimator.
map-measure-coagglomeration = Which groups stand together
map-about-coagglomeration = Ellison, Glaeser and Kerr's index of two groups: above 0 they stand in the same regions, below 0 in different ones.
map-col-other-group = Other group
map-col-plants = Plants
map-col-regions = Regions
map-col-plant-herfindahl = Plant Herfindahl
map-col-raw-concentration = Raw concentration G
map-col-ellison-glaeser = Ellison–Glaeser γ
map-col-maurel-sedillot = Maurel–Sédillot
map-col-coagglomeration = Coagglomeration
map-col-coagglomeration-as-published = By published figures
map-col-absent-because = Absent because
map-col-pairs-in-all = Pairs in all
map-word-withheld = cells are withheld
map-word-wrong-shape = the numbers do not fit each other
map-word-not-an-amount = a figure is no amount
map-word-parameter-out-of-range = a parameter is out of range
map-word-nothing-there = there is nothing there
map-word-empty-region = the region is empty
map-word-empty-activity = the group is empty
map-word-one-region = all of it is in one region
map-word-one-activity = there is only one group
map-word-one-plant = all of it is one plant
map-word-too-far-apart = points lie on more than half of the globe
map-word-too-few = there are too few
map-word-no-spread = all are alike
map-measure-complexity = Economic complexity
map-about-complexity = A region is complex when it has groups that are found in complex regions (quotient 1 and more). An order and not a quantity: mean 0, standard deviation 1. Breadth: how many groups a region has, in how many regions a group is. Fitness is another index of the same table.
map-measure-relatedness = Groups near to what a region has
map-about-relatedness = Relatedness density of groups with a quotient below 1: of all that is near to the group, the part that the region has (0 to 1). High values are where a group might emerge.
map-measure-moran = Do like regions lie together?
map-about-moran = Moran's I, Geary's C and the general G of Getis and Ord, of quotients by published figures among regions that border on each other. I above its expectation and C below 1: like values are neighbours. p is two-sided, by random maps.
map-measure-lisa = Where like regions lie together
map-about-lisa = Local Moran: regions that stand out from their neighbours' values at 5 %, each with draws of its own. "Kept" holds after correction for the number of regions: at most one in twenty of the kept is expected to be false.
map-col-complexity = Complexity
map-col-breadth = Breadth
map-col-fitness = Fitness
map-col-few = Caution
map-col-open-cells = Quotients that may lie on either side of 1
map-col-standing = Standing
map-col-second-eigenvalue = Second eigenvalue
map-col-third-eigenvalue = Third eigenvalue
map-col-diversity-correlation = Correlation with breadth
map-col-sign = Sign
map-col-location-quotient = LQ
map-col-relatedness-density = Relatedness density
map-col-moran-i = Moran's I
map-col-moran-z = z
map-col-moran-p = p
map-col-geary-c = Geary's C
map-col-geary-p = p
map-col-getis-ord-g = Getis–Ord G
map-col-getis-ord-p = p
map-col-open-regions = Regions with withheld cells
map-col-quadrant = Kind
map-col-local-moran = Local Moran
map-col-p = p
map-col-p-adjusted = p, corrected
map-col-kept = Kept
map-col-permutations = Random draws
map-col-seed = Seed
map-col-islands = Regions without neighbours
map-word-sound = sound
map-word-nearly-tied = nearly tied: small changes turn the order
map-word-disconnected = regions fall into parts; only the largest has an index
map-word-certain = certain
map-word-open = open
map-word-few = few groups
map-word-high-high = high among high
map-word-low-high = low among high
map-word-low-low = low among low
map-word-high-low = high among low
map-word-yes = yes
map-word-no = no
map-word-no-neighbours = no region has a neighbour
map-measure-significance = Quotients that are more than chance
map-about-significance = The interval of the quotient of employment is Moineddin's (95 %). p is the exact chance of so many establishments or more if those of the group chose regions as all do; people of one plant do not choose apart from each other, so establishments are tested. "Kept" holds after correction for the number of tests.
map-measure-bootstrapped-lq = How sure quotients are
map-about-bootstrapped-lq = Quotients beside all groups, with the interval that remains when establishments are drawn again and again with return. A few large plants make it wide, many small ones narrow. p: the part of draws in which the quotient does not exceed 1; "kept" holds after correction for the number of quotients. By employment where establishments are given one by one, else by numbers of establishments.
map-measure-standardised-lq = Exceptional quotients
map-about-standardised-lq = Quotients of a group as distances from the mean of their logarithms over its regions, in standard deviations (z). One region in twenty lies above the cut-off; drawing regions anew tells between which numbers the cut-off may lie (95 %). Exceptional: above in any case. By published figures.
map-measure-complexity-intervals = How sure economic complexity is
map-about-complexity-intervals = Indices of complexity by numbers of establishments, with 95 % intervals of index and rank when these are drawn again: the error of counting alone. In draws that turned, the sign rule chose the other end; where they are many, an interval across zero is about the sign. An index of employment is another number.
map-col-level = Level
map-col-z = z
map-col-cut-off = Cut-off
map-col-cut-off-low = Cut-off, from
map-col-cut-off-high = Cut-off, to
map-col-exceptional = Exceptional
map-col-groups-of-few-regions = Groups of too few regions, or all alike
map-col-complexity-low = From
map-col-complexity-high = To
map-col-rank-low = Rank, from
map-col-rank-high = Rank, to
map-col-draws-with-index = Draws with an index
map-col-draws-without-index = Draws without an index
map-col-draws-disconnected = Draws in which regions fall into parts
map-col-draws-turned = Draws that turned
map-measure-concentration = How unevenly groups are spread
map-about-concentration = Hoover's index is the share of the group that would have to move to be spread as everything is; Gini is locational, 0 to 1; Krugman's index goes from 0 to 2; Theil and Herfindahl are of the group's own regions. By published figures; least and most are what each index can be whatever the withheld cells hold within their bounds, so the published one may lie outside.
map-measure-theil = Unevenness between countries and within them
map-about-theil = Theil's T over all regions: 0, the same number everywhere, to ln n, all in one of n. What lies between countries and what lies within them add up to it. In the row of a country: its share of the group, the index of its own regions, and what it adds to both parts (between may be below 0: less than its regions would have by number). By published figures; least and most whatever the withheld cells hold within their bounds, for "within" wider than need be.
map-measure-stars = Stars of the Cluster Observatory
map-about-stars = One star each for size (among the largest regions of the group), specialisation (quotient) and focus (share of the region's employment), after the European Cluster Observatory; the rules stand below. Cut-offs are of published figures. Where a cell is withheld, a star that it has at one of its ends and not at the other is not certain.
map-col-country = Country
map-col-country-share = Share of the group
map-col-between = Between
map-col-within = Within
map-col-countries = Countries
map-col-regions-without-country = Regions without a country
map-col-focus = Share of the region
map-col-star-size = Size
map-col-star-specialisation = Specialisation
map-col-star-focus = Focus
map-col-stars = Stars
map-col-stars-possible = Stars, at the most
map-col-star-top-size = Size: the largest part of the regions of a group
map-col-star-least-quotient = Specialisation: quotient at the least
map-col-star-top-focus = Focus: the part with the greatest share of their region
map-col-star-focus-among = Focus is compared among
map-col-star-least-employment = No star below an employment of
map-col-three-stars = With three stars
map-col-two-stars = With two
map-col-one-star = With one
map-word-cells-of-group = the regions of the same group
map-word-cells-of-all = all groups in all regions
map-word-countries = it is not said in which country a region is
map-col-hoover-low = Hoover, least
map-col-hoover-high = Hoover, most
map-col-gini-low = Gini, least
map-col-gini-high = Gini, most
map-col-krugman-low = Krugman, least
map-col-krugman-high = Krugman, most
map-col-theil-low = Theil, least
map-col-theil-high = Theil, most
map-col-herfindahl-low = Herfindahl, least
map-col-herfindahl-high = Herfindahl, most
map-col-between-low = Between, least
map-col-between-high = Between, most
map-col-within-low = Within, least
map-col-within-high = Within, most
map-col-base = Compared with
map-col-ends = Least and most
map-word-totals = what regions publish for everything
map-word-groups-added-up = published groups added up, as not every region's total is known
map-word-sharp = as near as the bounds of the cells allow
map-word-outer = hold in any case, wider than need be (the base is not known exactly)
map-measure-specialisation = How far regions are specialised
map-about-specialisation = Krugman's index: 0, the mix of all regions, to 2, nothing in common with it. Relative specialisation is the largest quotient. Diversity is the inverse of Krugman's difference; Hachman's index is 1 where the mix is that of all. By published figures; least and most hold whatever the withheld cells contain, and are wider than need be.
map-measure-k-density = At which distances groups keep together
map-about-k-density = Duranton and Overman's K-density: the density of distances between establishments of a group, beside groups of the same size put at random on all sites. Localised: above the global band somewhere, which 5 % of random groups are; no borders of regions play a part.
map-measure-k-density-curves = Curves of K-density
map-about-k-density-curves = The density of distances per km, its expectation and the global band by distance. The bandwidth and the largest error of the fast sum stand in the table of groups.
map-measure-m = What stands around establishments of a group
map-about-m = Marcon and Puech's M: around its establishments, within so many km, the group has M times the share that it has everywhere. Above the envelope of random labelling it is concentrated at this distance. Establishments count alike, or by what they employ, as is said below.
map-measure-shift-share = What regions grew by
map-about-shift-share = The change of employment in three parts that add up: as the nation grew; beyond that as the region's groups grew in the nation; beyond that by itself. In the form of Esteban-Marquillas the own part is freed of the region's mix, and the allocation says whether it is specialised where it does better.
map-measure-dynamic-shift-share = What regions grew by, year by year
map-about-dynamic-shift-share = The change of employment from each year to the next in parts that add up (with the nation, by the region's groups, by itself), with the rates and the mix of that year; the first row of a region adds the years up. Over long times the form with two ends gives the mix of the first year to all of them. By published figures.
map-col-year-before = From
map-col-years = Years
map-col-regions-not-in-all-years = Regions left out, of which not every year publishes anything
map-word-years = there are fewer than three years
map-measure-benchmark-definitions = Activities that belong together
map-about-benchmark-definitions = Clusters of activities after Delgado, Porter and Stern (2016), by where employment and establishments are. Candidate sets by three methods and several sizes are scored by how often activities are nearer to their own cluster than to others; the best is shown. A moved activity was nearer to another cluster than to that of the set.
map-col-interval-low = From
map-col-interval-high = To
map-col-quotient-of-establishments = LQ of establishments
map-col-hoover = Hoover
map-col-gini = Gini
map-col-krugman = Krugman
map-col-theil = Theil
map-col-herfindahl = Herfindahl
map-col-relative-specialisation = Relative specialisation
map-col-relative-diversity = Relative diversity
map-col-hachman = Hachman
map-col-shannon = Shannon
map-col-open-groups = Groups with withheld cells
map-col-from-km = From, km
map-col-to-km = To, km
map-col-localisation = Localisation
map-col-dispersion = Dispersion
map-col-bandwidth-km = Bandwidth, km
map-col-error-bound = Error at most
map-col-km = km
map-col-density = K
map-col-expected = Expected
map-col-band-low = Band, low
map-col-band-high = Band, high
map-col-marcon-puech = M
map-col-envelope-low = Envelope, low
map-col-envelope-high = Envelope, high
map-col-with-neighbours = With neighbours
map-col-plants-located = Establishments with a point
map-col-plants-without-point = Establishments without a point
map-col-weighed-by = Weighed by
map-col-plants-without-employment = With a point, and left out because employment is not known
map-col-distortion = Largest error of a distance on the map, as a share
map-col-national = With the nation
map-col-mix = By its groups
map-col-competitive = By itself
map-col-competitive-own = By itself, freed of its mix
map-col-allocation = Allocation
map-col-cluster = Cluster
map-col-moved = Moved
map-col-validation-score = Validation score
map-col-candidate-sets = Candidate sets
map-col-made-from = Made from
map-col-method = Method
map-col-clusters = Clusters
map-word-localised = localised
map-word-dispersed = dispersed
map-word-as-chance-has-it = as chance has it
map-word-ward = Ward
map-word-average = average linkage
map-word-k-means = k-means
map-word-employment = employment
map-word-plants = establishments
map-measure-emerging = Emerging groups
map-about-emerging = Change of employment since an earlier year, the fastest first; low and high where figures are withheld. An entry: certainly nobody before and certainly somebody now.
map-measure-candidates = Candidates for support
map-about-candidates = Groups that exceed the nation at least twice in employment, revenue, exports and R&D at once (E. Kutsenko 2015). One figure below two refutes; a figure that is not known leaves it open. Similar firms over official members above 1: there are more firms of the kind than the initiative has gathered.
map-measure-region-activity = Table region_activity
map-about-region-activity = The table of a dataset by which `assess` judges critical mass. Put the file into the folder of the dataset as region_activity.csv and name the groups in the column activities of clusters.
map-measure-published = Table for publication
map-about-published = Cells of few establishments, or in which the largest could be estimated too closely, are withheld, and a second in every region and group that has one.
map-col-employment-before = Employment before
map-col-growth = Growth
map-col-growth-low = Growth, at the least
map-col-growth-high = Growth, at the most
map-col-entry = Entry
map-col-quotient-before = LQ before
map-col-groups-in-all = Groups in all
map-col-regions-gone = Regions that are no longer there
map-col-regions-new = Regions that were not there
map-col-by-employment = By employment
map-col-by-employment-low = at the least
map-col-by-employment-high = at the most
map-col-by-revenue = By revenue
map-col-by-exports = By exports
map-col-by-rd-intensity = By R&D intensity
map-col-twice-in-all = Twice in all four
map-col-similar-firms = Similar firms
map-col-members = Official members
map-col-similar-firms-over-members = Firms over members
map-col-twice-for-certain = Twice in all four for certain
map-col-twice-not-certain = Not certain
map-col-activity = Activity
map-col-year = Year
map-col-employees = Employees
map-col-local-units = Local units
map-col-establishments = Establishments
map-col-mark = Mark
map-col-minimum = Establishments behind a cell at the least
map-col-protection = Protection of the largest
map-word-not-certain = not certain
map-word-not-known = not known

problem-K0701 = the table has none of the columns { $column }; name the column so in the heading row
help-K0701 = The table is laid out otherwise than was said. Choose another --layout, or name the columns as the layout asks.

problem-K0702 = `{ $found }` is no number; figures are written 1234 or 12.5, and what is withheld is left empty or marked : or c
help-K0702 = The figure counts as withheld, neither as zero nor as what it looks like: it can be anything that the totals above it allow. Correct it, or leave the cell empty.

problem-K0703 = `{ $found }` is below zero; nobody employs fewer than none
help-K0703 = A figure below zero is a slip or a code for something else. It counts as withheld; look it up at the office that published it, and correct the table or leave the cell empty.

problem-K0704 = { $activity } of region { $region } already stands in line { $first }; the first counts
help-K0704 = A region and an activity have one figure a year. Two mean that a table was put together twice, or that a column (size class, ownership) was lost that told them apart.

problem-K0705 = { $count } activities are in no group, with { $employment } persons employed: { $codes }
help-K0705 = The definitions do not say to which group these codes belong. They count in the total and in no group. If many people work there, the definitions are of another edition of the classification.

problem-K0706 = the definitions name { $count } activities of which the table says nothing: { $codes }
help-K0706 = These codes are in the definitions and not in the table: the classification was changed between the two, or no region has such firms.

problem-K0707 = { $activity } of region { $region }: total and published parts differ by { $rest }
help-K0707 = All parts of the total are published and do not come to it, or come to more. Figures made from parts and from the total then disagree; bounds made of this total are not to be relied on.

problem-K0708 = the activity { $activity } already belongs to another group; the first counts
help-K0708 = Groups must not overlap, or people are counted twice. Leave the activity in one of them.

problem-K0709 = the table holds several years; { $year } was taken
help-K0709 = Figures of different years must not be added up, so the latest year was taken and the others were left aside. Say --year to take another one.

problem-K0710 = the row has too few cells, or no code
help-K0710 = Without region and activity a figure cannot be placed. The row was passed over; the others were read.

problem-K0730 = the line is no row: { $why ->
    [long] it is longer than four megabytes
    [bytes] it holds bytes that are no text
   *[quote] a quote is opened and not closed
  }; correct the line, or take it out
help-K0730 = A row is one line. The line was passed over and the others were read; with --on-bad-line stop reading ends there. Open the file in an editor at this line: most often a quote is missing, or two files were glued together.

problem-K0731 = { $count } figures or lines could not be read as they stand and are listed
help-K0731 = What cannot be read counts as not known, and rows without a code are passed over; nothing of it is zero. With --on-bad-line stop the first of them ends the reading.

problem-K0732 = region { $region } lies in { $first } and in { $second }; a region has one country
help-K0732 = Two countries use one code, or a cell of the column country is wrong. The region counts as one; give the codes of one country a prefix of its own.

problem-K0733 = { $count } codes are not in the crosswalk and stay as they are: { $codes }
help-K0733 = The crosswalk says nothing of these codes. They are kept, not dropped; if they are of another edition, add rows for them (a row with the same code on both sides says that it did not change).

problem-K0734 = the shares of { $from } come to { $sum }; the parts of a code come to 1
help-K0734 = A code that is split hands all that it has to its parts. With shares that do not come to one people appear or vanish. They were used as they stand.

problem-K0735 = { $count } rows hold other indicators, which are not read: { $codes }
help-K0735 = Of Eurostat's structural business statistics persons employed (V16110) and local units (V11210) are read. The others are left aside.

problem-K0736 = { $count } codes are no regions of NUTS and are left out: { $codes }
help-K0736 = The code of a region has two letters for the country and up to three characters more. Aggregates such as the union are left out, since regions would count twice.

problem-K0737 = the file is no table by its name and was not read
help-K0737 = Of a folder files ending in csv, tsv, txt, gz and parquet are read. Rename the file if it is one, or leave it.

problem-K0738 = of { $count } establishments the region is not said; they count in no region
help-K0738 = An establishment without region cannot be placed. It counts in measures on points where it has coordinates, and in nothing by region.

problem-K0739 = of { $count } establishments it is not said how many they employ
help-K0739 = They count as establishments. The employment of their groups is not known then, and no quotient is made of it.

problem-K0740 = the establishment already stands in { $first }; both count
help-K0740 = Two rows have one id. Either the file was put together twice or a firm's plants share its number. Take one of them out, or give them ids of their own.

problem-K0741 = there are { $count } or more establishments with an id; whether one stands twice was not looked for
help-K0741 = Ids are compared below twenty million of them. Read the table in parts, or look for repeated ids elsewhere.

problem-K0742 = `{ $found }` are longitude and latitude the wrong way round; latitude comes between -90 and 90
help-K0742 = The two columns are swapped in this row. They were not put right, because nobody can say so of the rows where both numbers would fit. Swap the headings or the cells.

problem-K0743 = `{ $found }` is no place on Earth; write degrees as 55.7558 and 37.6173
help-K0743 = The coordinates could not be read. The establishment counts by region and not by its point.

problem-K0744 = { $count } establishments have no coordinates
help-K0744 = They are left out of measures on points, which say how many they use. The point at 0, 0 counts as missing too.

problem-K0745 = { $count } coordinates are written in degrees and minutes and were turned into degrees
help-K0745 = 55°45′21″ is 55.7558: minutes are sixtieths and seconds sixtieths of these. Nothing has to be done.

problem-K0746 = { $count } figures are above four thousand million and are no employment
help-K0746 = They count as not known. Most often an id or an amount of money stands in the column.

problem-K0747 = { $count } regions have no area in the boundaries and are not drawn: { $codes }
help-K0747 = Boundaries and statistics are of different editions, or the property with the code is another one. They stand in the tables all the same.

problem-K0748 = { $primary } cells are withheld because too few stand behind them or one weighs too much, { $secondary } more so that they cannot be worked out
help-K0748 = Cells with fewer establishments than the minimum, or in which the largest has too great a part, are not published; and in every row and column where one is missing a second one is, else the first could be had by taking away.

problem-K0749 = { $measure } cannot be had from this input: { $reason ->
    [plants] it needs establishments (--layout establishments)
    [points] it needs establishments with coordinates
    [boundaries] it needs areas of the regions (--boundaries)
    [countries] it needs the country of each region (--countries, a column country, or codes of NUTS)
    [years] it needs three years or more
    [since] it needs a second year (--since)
    [figures] the table has neither revenue nor exports nor R&D
    [too_few] there are too few regions or points
    [no_spread] all values are alike
    [no_neighbours] no region has a neighbour in the boundaries
    [nothing_there] no figure of it is published
    [one_region] there is one region only
    [one_activity] there is one group only
    [too_far_apart] the points lie on more than half of the globe; leave those far away out
   *[other] { $reason }
  }
help-K0749 = The measure needs more than the table says. It is absent; nothing was put in its place.
problem-K0750 = of { $count } establishments it is not said what they do; they count in no group
help-K0750 = A cluster of machines adds up pieces of files and cannot name the lines. Run karenina map on the same table without --engine: it lists each line. Fill in the codes of the activity, or leave the rows out.
problem-K0751 = { $count } totals differ from their published parts by no more than rounding can, the first here by { $rest }
help-K0751 = Every published figure is rounded, so a total and n parts may differ by (n + 1) / 2. Nothing has to be done.
