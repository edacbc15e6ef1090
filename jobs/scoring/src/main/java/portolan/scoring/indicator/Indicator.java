package portolan.scoring.indicator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The indicators this engine measures. Rules and archives know them by {@link #ruleName()}, which never changes once
 * released; numbers are those of the catalogue of public risk indicators ({@code domain.md} 3), 0 for supporting
 * figures that others are derived from.
 */
public enum Indicator {
    VAGUE_DESCRIPTION(
            1,
            Unit.FLAG,
            "the whole description is a term that customs refuses as meaningless",
            "CBP CSMS 60011750; EU ICS2 stop words; FATF/Egmont TBML indicators 2021"),
    AMENDMENT_CHURN(
            13,
            Unit.COUNT,
            "how often the consignment was replaced or withdrawn",
            "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021"),
    CONSIGNEE_SWITCH(
            14,
            Unit.FLAG,
            "another consignee than before, after departure",
            "general practice; Europol EU ports 2023 for context"),
    FIRST_TIME_SHIPPER(
            19,
            Unit.FLAG,
            "a shipper without any remembered consignment",
            "DATE (KDD 2020), Table 5; World Bank WP 9438"),
    FIRST_TIME_CONSIGNEE(20, Unit.FLAG, "a consignee without any remembered consignment", "general practice"),
    DORMANT_THEN_ACTIVE(
            21, Unit.FLAG, "the shipper returns after a silence far longer than its rhythm", "general practice"),
    COMMODITY_OUT_OF_PROFILE(
            23,
            Unit.BITS,
            "surprise of the HS heading, given what the shipper ships",
            "LineSight; FATF/Egmont TBML indicators 2021; BIS red flags"),
    ORIGIN_OUT_OF_PROFILE(
            24, Unit.BITS, "surprise of the place of loading, given where the shipper loads", "LineSight"),
    WEIGHT_OUT_OF_HABIT(
            27,
            Unit.SCORE_Z,
            "log of the mass against the shipper's recent masses",
            "WWF/TRAFFIC Red Flag Compendium 2021"),
    SHIPPER_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the shipper's share of offences among examined, against all",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019"),
    CONSIGNEE_OFFENCE_RATE(
            29,
            Unit.BITS,
            "the consignee's share of offences among examined, against all",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019"),
    COMMODITY_OFFENCE_RATE(
            29,
            Unit.BITS,
            "share of offences for these goods, origin, departure and duty, against all",
            "DATE (KDD 2020), section 3.1; Grigoriou 2019"),
    CONTAINER_CHECK_DIGIT(55, Unit.FLAG, "a container number with a wrong check digit", "ISO 6346"),
    PORT_EXPOSURE(
            60,
            Unit.FLAG,
            "loading or transshipment at a port on the exposure list",
            "UNODC CCP; WCO Operation TIN CAN"),
    FREIGHT_PAID_CASH(72, Unit.FLAG, "freight paid in cash", "BIS red flags; FATF/Egmont TBML indicators 2021"),
    SHIPPER_CONSIGNMENTS(0, Unit.COUNT, "consignments of the shipper that are remembered", "supporting figure"),
    BASE_OFFENCE_RATE(0, Unit.SHARE, "share of offences among everything examined", "supporting figure");

    private static final Map<String, Indicator> BY_NAME = new HashMap<>();

    static {
        for (Indicator indicator : values()) {
            BY_NAME.put(indicator.ruleName(), indicator);
        }
    }

    private final int number;
    private final Unit unit;
    private final String meaning;
    private final String source;

    Indicator(int number, Unit unit, String meaning, String source) {
        this.number = number;
        this.unit = unit;
        this.meaning = meaning;
        this.source = source;
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

    /** Who published it as a sign of risk, after the catalogue; "supporting figure" for what is none. */
    public String source() {
        return source;
    }

    /** The name in rules, archives and JSON: lower case with underscores. */
    public String ruleName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Its place in a flat array of readings, from 0; never stored, so the order of constants is free to change. */
    @SuppressWarnings("EnumOrdinal")
    public int slot() {
        return ordinal();
    }

    public static @Nullable Indicator named(String ruleName) {
        return BY_NAME.get(ruleName);
    }
}
