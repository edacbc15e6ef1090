package portolan.scoring.reading;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The indicators this engine measures. Rules and archives know them by {@link #ruleName()}, which never changes once
 * released; numbers are those of {@code INDICATORS.md}, which has the public source of each, 0 for supporting
 * figures that others are derived from.
 */
public enum Indicator {
    VAGUE_DESCRIPTION(
            1,
            Unit.FLAG,
            "the whole description is a term that customs refuses as meaningless",
            "reference data",
            "CBP CSMS 60011750; EU ICS2 stop words; FATF/Egmont TBML indicators 2021",
            "honest groupage and small traders; floods alone"),
    UNSPECIFIC_DESCRIPTION(
            2,
            Unit.FLAG,
            "the description carries less information than nearly all of its chapter, or is shorter than ten characters",
            "reference data",
            "general practice",
            "short names of staple goods; floods alone"),
    PLACEHOLDER_PARTY(
            3,
            Unit.FLAG,
            "a party's name or address is a placeholder such as \"unknown\" or \"same as consignee\"",
            "the filing alone",
            "EU ICS2 stop words",
            "templates of small filers"),
    INCOMPLETE_ADDRESS(
            4,
            Unit.FLAG,
            "a party without street and post box, with its country as city, or without postcode where the country uses one",
            "reference data",
            "general practice; FATF/Egmont TBML indicators 2021",
            "feeds that carry addresses as free text; floods alone"),
    FORWARDER_AS_CONSIGNEE(
            5,
            Unit.FLAG,
            "the final consignee of a house or straight bill is a freight forwarder",
            "the filing alone",
            "BIS red flags",
            "groupage agents who take delivery for many"),
    TO_ORDER_UNKNOWN_NOTIFY(
            6,
            Unit.FLAG,
            "a bill to order whose notify party was never seen before",
            "consignee memory",
            "general practice",
            "new importers who pay by letter of credit"),
    PARTY_IDENTITY_CONFLICT(
            7,
            Unit.FLAG,
            "a registered number that comes under a name far from its established one",
            "shipper and consignee memory",
            "FATF/Egmont TBML indicators 2021",
            "companies that changed their name, brokers who file under their own number"),
    NAME_WITH_MANY_IDS(
            7,
            Unit.COUNT,
            "how many other registered numbers came under this name and country within 90 days",
            "contact memory",
            "FATF/Egmont TBML indicators 2021",
            "groups whose branches register one by one"),
    SHARED_CONTACT(
            8,
            Unit.COUNT,
            "how many other parties used this party's telephone number, e-mail or address within 180 days; 0 where over 12 did",
            "contact memory",
            "general practice",
            "forwarders, business centres, brokers"),
    UNLIKE_CONTACTS(
            8,
            Unit.COUNT,
            "how many parties of another name, another town and another agent used this party's telephone number or e-mail within 180 days; 0 where over 12 did, or it is clearly its own",
            "contact memory",
            "general practice",
            "agents who file through the carrier; shared mobile telephones"),
    CONTACT_CHANGED(
            9,
            Unit.FLAG,
            "a well-known shipper comes with a telephone number or e-mail that it never stated before",
            "shipper memory",
            "WWF/TRAFFIC Red Flag Compendium 2021; general practice",
            "a new clerk, another branch, agents who file their own number"),
    TOTALS_MISMATCH(
            11,
            Unit.SHARE,
            "how far the stated totals of mass or packages are from the sum of the items, of the larger of the two",
            "the filing alone",
            "WWF/TRAFFIC Red Flag Compendium 2021",
            "gross against net, rounding of part loads"),
    LATE_FILING(
            12,
            Unit.FLAG,
            "filed later than the time limit for its mode and route allows",
            "the filing alone",
            "WWF/TRAFFIC Red Flag Compendium 2021",
            "replacements of a carrier's first filing"),
    LEAD_TIME_OUT_OF_HABIT(
            12,
            Unit.SCORE_Z,
            "time from filing to departure against this filer's habit",
            "filer memory",
            "WWF/TRAFFIC Red Flag Compendium 2021",
            "strikes, storms and skipped sailings"),
    AMENDMENT_CHURN(
            13,
            Unit.COUNT,
            "how often the consignment was changed or withdrawn",
            "the ledger's entry of the consignment",
            "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021",
            "filers who correct in small steps"),
    MATERIAL_AMENDMENT(
            13,
            Unit.FLAG,
            "consignee, goods, container or place of discharge changed after the first assessment",
            "the ledger's entry of the consignment",
            "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021",
            "honest corrections, ships that were diverted"),
    CONSIGNEE_SWITCH(
            14,
            Unit.FLAG,
            "another consignee than first filed, after departure",
            "the ledger's entry of the consignment",
            "general practice; Europol EU ports 2023 for context",
            "goods sold at sea, corrected spellings that identity does not see through"),
    CANCEL_AND_REFILE(
            15,
            Unit.FLAG,
            "withdrawn and filed again within 72 hours by another filer or at another office",
            "the ledger's entry, container memory",
            "general practice",
            "filings that had to be invalidated because a field cannot be amended"),
    DUPLICATE_BILL(
            16,
            Unit.FLAG,
            "two live filings of different filers claim the same transport document with other parties or containers",
            "the ledger's entry of the consignment",
            "general practice",
            "carrier and forwarder who file the same bill"),
    MASTER_WITHOUT_HOUSES(
            18,
            Unit.FLAG,
            "a consolidated master bill for which no house bill came by the deadline",
            "bill memory, a timer of the ledger",
            "EU ICS2 IE3N02 (ENS not complete)",
            "masters whose houses are filed in another system"),
    ORPHAN_HOUSE(
            18,
            Unit.FLAG,
            "a house bill whose master bill never came by the deadline",
            "bill memory, a timer of the ledger",
            "EU ICS2 IE3N02 (ENS not complete)",
            "masters filed under another number"),
    FIRST_TIME_SHIPPER(
            19,
            Unit.FLAG,
            "a shipper without any remembered consignment",
            "shipper memory",
            "DATE (KDD 2020), Table 5; World Bank WP 9438",
            "every newcomer; floods alone"),
    FIRST_TIME_CONSIGNEE(
            20,
            Unit.FLAG,
            "a consignee without any remembered consignment",
            "consignee memory",
            "general practice",
            "every newcomer; floods alone"),
    FIRST_TIME_PAIR(
            20,
            Unit.FLAG,
            "a well-known shipper's first remembered consignment to this consignee",
            "shipper memory",
            "general practice",
            "new customers"),
    DORMANT_THEN_ACTIVE(
            21,
            Unit.FLAG,
            "the shipper returns after a silence far longer than its rhythm",
            "shipper memory",
            "general practice",
            "seasonal trade, project cargo"),
    FREQUENCY_BURST(
            22,
            Unit.SURPRISE,
            "surprise of this many days with consignments among the last seven, given the shipper's own rate",
            "shipper memory",
            "general practice",
            "season's start, promotions, a ship that carries two weeks at once"),
    COMMODITY_OUT_OF_PROFILE(
            23,
            Unit.SURPRISE,
            "surprise of the HS heading, given what the shipper ships",
            "shipper memory",
            "LineSight; FATF/Egmont TBML indicators 2021; BIS red flags",
            "traders of many goods, new product lines"),
    ORIGIN_OUT_OF_PROFILE(
            24,
            Unit.SURPRISE,
            "surprise of the place of loading, given where the shipper loads",
            "shipper memory",
            "LineSight",
            "carriers that change their service"),
    DESTINATION_OUT_OF_PROFILE(
            25,
            Unit.SURPRISE,
            "surprise of the place of discharge or delivery, given where the shipper sends",
            "shipper memory",
            "general practice",
            "new customers, diverted ships"),
    PACKAGE_WEIGHT_OUT_OF_HABIT(
            26,
            Unit.SCORE_Z,
            "log of the mass a package against the shipper's recent ones of the same heading",
            "shipper memory",
            "DATE (KDD 2020); WWF/TRAFFIC Red Flag Compendium 2021",
            "another packaging of the same goods"),
    PACKAGE_WEIGHT_OUT_OF_RANGE(
            26,
            Unit.SCORE_Z,
            "log of the mass a package against that of the subheading",
            "commodity memory",
            "DATE (KDD 2020); WWF/TRAFFIC Red Flag Compendium 2021",
            "goods that come in bags and in pallets"),
    WEIGHT_OUT_OF_HABIT(
            27,
            Unit.SCORE_Z,
            "log of the mass against the shipper's recent masses",
            "shipper memory",
            "WWF/TRAFFIC Red Flag Compendium 2021",
            "growing trade, part loads"),
    NEW_FORWARDER(
            28,
            Unit.FLAG,
            "a well-known shipper's first consignment with this filer or carrier",
            "shipper memory",
            "general practice",
            "a new freight contract"),
    SHIPPER_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the shipper's share of offences among examined, against all",
            "shipper memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "shippers examined because they were suspected"),
    CONSIGNEE_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the consignee's share of offences among examined, against all",
            "consignee memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "consignees examined because they were suspected"),
    CONSIGNEE_OFFICE_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the consignee's share of offences among examined at this office, against all",
            "consignee memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "offices that examine more closely"),
    COMMODITY_OFFENCE_RATE(
            29,
            Unit.BITS,
            "share of offences for these goods, origin, departure and duty, against all",
            "commodity memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "goods examined for a campaign"),
    NOTORIOUS_GOODS(
            29,
            Unit.BITS,
            "share of offences for the subheading and origin if such goods are either ordinary or notorious, against all",
            "commodity memory",
            "DATE (KDD 2020), section 3.1; the mixture is our own",
            "goods examined for a campaign"),
    PAIR_OFFENCE_RATE(
            29,
            Unit.BITS,
            "share of offences among what was examined from this shipper to this consignee, against all",
            "contact memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "pairs examined because they were suspected"),
    FILER_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the filer's share of offences among examined, against all",
            "filer memory",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019",
            "filers who serve a risky trade"),
    LINKED_TO_OFFENDER(
            30,
            Unit.COUNT,
            "how many offences were found with other parties that share a telephone number, e-mail or address with this one",
            "contact memory",
            "GraphFC (Singh et al. 2023)",
            "addresses of forwarders and business centres"),
    CONTACT_OFFENCE_RATE(
            30,
            Unit.BITS,
            "share of offences among what was examined of others with the same telephone number, e-mail or address, against all",
            "contact memory",
            "GraphFC (Singh et al. 2023)",
            "addresses of forwarders and business centres"),
    WATCHLIST_MATCH(
            31,
            Unit.FLAG,
            "a party's registered number, or its name and country, or the ship's IMO number is on the watch list",
            "watch list",
            "WCO CTS; US ATS; BIS red flags",
            "namesakes; stale lists"),
    PHOENIX_PARTY(
            33,
            Unit.FLAG,
            "a new party with two or more contacts or customers of one that offended or fell silent within 180 days",
            "contact memory",
            "DATE (KDD 2020), section 5, for new ids",
            "renamed companies, subsidiaries at the old address"),
    SPLITTING(
            35,
            Unit.COUNT,
            "consignments to one consignee or address within seven days, each below the value threshold and together above it",
            "consignee memory, contact memory",
            "WWF/TRAFFIC Red Flag Compendium 2021; WCO hackathon 2026",
            "regular small orders, offices of several firms"),
    CONCENTRATION_FLIP(
            36,
            Unit.SHARE,
            "how far the concentration of the shipper's consignments on few consignees fell",
            "shipper memory",
            "general practice",
            "a producer that starts to sell to many"),
    DESCRIPTION_AGAINST_HS(
            37,
            Unit.BITS,
            "how much better the words fit another heading than the declared one",
            "reference data, commodity memory",
            "SISAM (WCO News 86); DATE (KDD 2020), Table 1; Triepels et al. 2018",
            "trade names, sets of goods, other languages than the model knows"),
    WORDS_NEW_TO_GOODS(
            37,
            Unit.SHARE,
            "share of the description's words that are none of the commonest words under its subheading",
            "commodity memory",
            "SISAM (WCO News 86); DATE (KDD 2020), Table 1",
            "vague and foreign descriptions; floods alone"),
    UNIT_VALUE_OUT_OF_RANGE(
            40,
            Unit.SCORE_Z,
            "log of the value a kilogram against that of the subheading and origin",
            "commodity memory",
            "DATE (KDD 2020); FATF/Egmont TBML indicators 2021",
            "qualities within one subheading; AUC .50 alone on the Korean declarations"),
    VALUE_OUT_OF_HABIT(
            40,
            Unit.SCORE_Z,
            "log of the value a kilogram against the shipper's recent ones of the same heading, to others than this consignee",
            "shipper memory",
            "DATE (KDD 2020); FATF/Egmont TBML indicators 2021",
            "sales, another quality of the same goods"),
    FACE_RATIO(
            42,
            Unit.RATIO,
            "value without freight by value with freight, where the filing lets both be known",
            "the filing, reference data for exchange rates",
            "DATE (KDD 2020)",
            "insurance counted as freight, cheap bulk"),
    FREIGHT_ABOVE_VALUE(
            43,
            Unit.RATIO,
            "freight by the value of the goods, for goods of low value by mass that travel far",
            "the filing, reference data for distances and exchange rates",
            "FATF/Egmont TBML indicators 2021; the list of goods is our own",
            "waste that is paid to be taken, aid cargo, freight of the whole journey on one leg's bill"),
    REPEATED_VALUE(
            46,
            Unit.COUNT,
            "how many of the shipper's recent consignments state the same value, or the same mass, to the unit",
            "shipper memory",
            "Benford analyses cited in DATE (KDD 2020)",
            "standard loads at list prices; floods alone"),
    IMPOSSIBLE_WEIGHT(
            47,
            Unit.FLAG,
            "mass zero, above what the containers can carry, or a density that the goods cannot have",
            "reference data",
            "general practice",
            "pounds filed as kilograms, volume of the whole box"),
    VGM_MISMATCH(
            48,
            Unit.RATIO,
            "verified gross mass against tare plus cargo: the difference by the greater of 500 kg and 5 %",
            "the filing alone",
            "SOLAS VGM",
            "boxes shared by several bills"),
    ORIGIN_AGAINST_ROUTE(
            49,
            Unit.SURPRISE,
            "surprise of the country of loading, given the goods' origin",
            "commodity memory",
            "JRC ConTraffic",
            "hubs that serve many origins"),
    ORIGIN_SWITCHED(
            49,
            Unit.BITS,
            "how much oftener the shipper's recent goods of this heading stated another origin, though they are not loaded in the one now stated",
            "shipper memory",
            "JRC ConTraffic",
            "traders who change their suppliers and not their port"),
    VEHICLE_WITHOUT_VIN(
            53,
            Unit.FLAG,
            "vehicles without a valid vehicle identification number, or vehicles declared as something else",
            "the filing alone",
            "general practice",
            "feeds that never carry the number"),
    DUPLICATED_VIN(
            53,
            Unit.FLAG,
            "another live bill states the same vehicle identification number, for what cannot be the same vehicle",
            "vehicle memory",
            "general practice",
            "vehicles that came back by a way that is not filed here, numbers copied from an earlier bill"),
    REPEATED_PERSONAL_EFFECTS(
            54,
            Unit.COUNT,
            "how often personal effects came from this shipper or to this consignee within a year",
            "shipper and consignee memory",
            "general practice",
            "removal companies"),
    CONTAINER_CHECK_DIGIT(
            55,
            Unit.FLAG,
            "a container number with a wrong check digit or an unknown category",
            "the filing alone",
            "ISO 6346",
            "typing; floods alone"),
    IMPOSSIBLE_CONTAINER_REUSE(
            56,
            Unit.FLAG,
            "the same container on two bills whose places and times nothing can connect",
            "container memory, reference data for places",
            "general practice; Europol EU ports 2023 for context",
            "typing errors that hit another valid number"),
    OWNER_CARRIER_MISMATCH(
            57,
            Unit.FLAG,
            "a container prefix that this carrier, otherwise well known, has never used",
            "filer memory",
            "general practice",
            "leased and one-way boxes"),
    SEAL_REUSED(
            58,
            Unit.FLAG,
            "a seal number that was seen on another box, or on the same box on another voyage, within 365 days",
            "seal memory",
            "WCO Operation TIN CAN",
            "carriers that send constant numbers; transshipped boxes with a bill for each ship"),
    SEAL_CHANGED(
            58,
            Unit.FLAG,
            "the seals of a box differ from those first filed",
            "the ledger's entry of the consignment",
            "WCO Operation TIN CAN",
            "customs opened the box on the way and sealed it again"),
    SEAL_MISSING(
            59,
            Unit.FLAG,
            "a full container without any seal, beside sealed ones of the same bill",
            "the filing alone",
            "general practice",
            "filings made before stuffing; floods alone"),
    PORT_EXPOSURE(
            60,
            Unit.FLAG,
            "loading or transshipment at a port on the exposure list",
            "reference data",
            "UNODC CCP; WCO Operation TIN CAN",
            "all honest trade of these ports"),
    ROUTE_RARITY(
            61,
            Unit.SURPRISE,
            "surprise of the places on the way, given the goods and the place of loading",
            "commodity memory",
            "JRC ConTraffic; BIS red flags",
            "new services, strikes, closed canals"),
    DETOUR_FACTOR(
            62,
            Unit.RATIO,
            "length of the route over the distance from loading to discharge",
            "reference data",
            "JRC ConTraffic; WWF/TRAFFIC Red Flag Compendium 2021",
            "hub and spoke services"),
    LATE_DISCHARGE_CHANGE(
            67,
            Unit.FLAG,
            "the place of discharge changed shortly before arrival or at sea",
            "the ledger's entry of the consignment",
            "WWF/TRAFFIC Red Flag Compendium 2021",
            "diverted ships: look whether all bills of the voyage moved"),
    SHARED_BOX_OFFENCES(
            69,
            Unit.COUNT,
            "offences found with other consignments in the same container on the same voyage",
            "container memory",
            "general practice",
            "groupage boxes with one bad house"),
    REEFER_SETPOINT(
            70,
            Unit.FLAG,
            "a temperature that these goods do not travel at, or perishable goods in a refrigerated box without one",
            "reference data",
            "general practice; WCO Operation TIN CAN",
            "dried or tinned goods in reefers that do not run"),
    FREIGHT_PAID_CASH(
            72,
            Unit.FLAG,
            "freight paid in cash",
            "the filing alone",
            "BIS red flags; FATF/Egmont TBML indicators 2021",
            "small private shipments"),
    EMPTY_WITH_WEIGHT(
            73,
            Unit.FLAG,
            "a container declared empty whose mass exceeds its tare by more than 200 kg",
            "the filing alone",
            "general practice",
            "dunnage left in the box"),
    SHIPPER_CONSIGNMENTS(
            0,
            Unit.COUNT,
            "consignments of the shipper that are remembered",
            "shipper memory",
            "supporting figure",
            "none: no sign of risk"),
    CONSIGNEE_CONSIGNMENTS(
            0,
            Unit.COUNT,
            "consignments of the consignee that are remembered",
            "consignee memory",
            "supporting figure",
            "none: no sign of risk"),
    BASE_OFFENCE_RATE(
            0,
            Unit.SHARE,
            "share of offences among everything examined",
            "base rate memory",
            "supporting figure",
            "none: no sign of risk"),
    REPEAT_OFFENCE_RATE(
            0,
            Unit.SHARE,
            "share of offences among the other inspections of goods once found in offence",
            "repeat memory",
            "supporting figure",
            "none: no sign of risk");

    private static final Indicator[] ALL = values();
    private static final Map<String, Indicator> BY_NAME = new HashMap<>();

    static {
        for (Indicator indicator : values()) {
            BY_NAME.put(indicator.ruleName(), indicator);
        }
    }

    private final String ruleName;
    private final int number;
    private final Unit unit;
    private final String meaning;
    private final String state;
    private final String source;
    private final String falsePositives;

    Indicator(int number, Unit unit, String meaning, String state, String source, String falsePositives) {
        this.ruleName = name().toLowerCase(Locale.ROOT);
        this.number = number;
        this.unit = unit;
        this.meaning = meaning;
        this.state = state;
        this.source = source;
        this.falsePositives = falsePositives;
    }

    /** Number in the public catalogue; 0 for a supporting figure. */
    public int number() {
        return number;
    }

    public Unit unit() {
        return unit;
    }

    /** What it measures, in words an officer reads. */
    public String meaning() {
        return meaning;
    }

    /** What it reads beside the filing: which memory, which reference data. */
    public String state() {
        return state;
    }

    /** Honest cases that it hits, as far as they are known. */
    public String falsePositives() {
        return falsePositives;
    }

    /** Who published it as a sign of risk, after the catalogue; "supporting figure" for what is none. */
    public String source() {
        return source;
    }

    /** The name in rules, archives and JSON: lower case with underscores. */
    public String ruleName() {
        return ruleName;
    }

    /** Its place in a flat array of readings, from 0; never stored, so the order of constants is free to change. */
    @SuppressWarnings("EnumOrdinal")
    public int slot() {
        return ordinal();
    }

    /** The indicator of a slot. */
    public static Indicator at(int slot) {
        return ALL[slot];
    }

    public static @Nullable Indicator named(String ruleName) {
        return BY_NAME.get(ruleName);
    }
}
