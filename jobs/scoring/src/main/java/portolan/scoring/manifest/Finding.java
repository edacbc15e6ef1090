// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found, as far as a rule set can tell finds apart: an outcome code, and of prohibited goods their kind. Stored
 * by name; a code's finding has the code's name, so what was stored as a code is read as this.
 */
public enum Finding {
    NOTHING_FOUND(OutcomeCode.NOTHING_FOUND),
    MINOR_DISCREPANCY(OutcomeCode.MINOR_DISCREPANCY),
    DOCUMENT_FRAUD(OutcomeCode.DOCUMENT_FRAUD),
    MISDECLARED_GOODS(OutcomeCode.MISDECLARED_GOODS),
    UNDERVALUED(OutcomeCode.UNDERVALUED),
    FALSE_ORIGIN(OutcomeCode.FALSE_ORIGIN),
    /** Of a kind that nobody stated. */
    PROHIBITED_GOODS(OutcomeCode.PROHIBITED_GOODS),
    SMUGGLED_GOODS(OutcomeCode.SMUGGLED_GOODS),
    PROHIBITED_PARTY(OutcomeCode.PROHIBITED_PARTY),
    OFFENCE_UNSPECIFIED(OutcomeCode.OFFENCE_UNSPECIFIED),
    NARCOTICS("NARCOTICS"),
    WILDLIFE("WILDLIFE"),
    DUAL_USE("DUAL_USE"),
    COUNTERFEIT("COUNTERFEIT"),
    WASTE("WASTE"),
    WEAPONS("WEAPONS"),
    TOBACCO("TOBACCO"),
    /** Of a kind that is none of the others. */
    OTHER_GOODS("OTHER");

    /** Those that are offences, in their order. */
    public static final List<Finding> OFFENCES =
            Arrays.stream(values()).filter(finding -> finding.code.isOffence()).toList();

    /** Prohibited goods of each kind. */
    private static final Set<Finding> KINDS_OF_GOODS =
            Collections.unmodifiableSet(EnumSet.range(NARCOTICS, OTHER_GOODS));

    private static final Map<OutcomeCode, Finding> BY_CODE = new HashMap<>();
    private static final Map<String, Finding> BY_GOODS = new HashMap<>();

    static {
        for (Finding finding : values()) {
            if (finding.goodsKind == null) {
                BY_CODE.put(finding.code, finding);
            } else {
                BY_GOODS.put(finding.goodsKind, finding);
            }
        }
    }

    private final OutcomeCode code;
    private final @Nullable String goodsKind;

    Finding(OutcomeCode code) {
        this.code = code;
        this.goodsKind = null;
    }

    Finding(String goodsKind) {
        this.code = OutcomeCode.PROHIBITED_GOODS;
        this.goodsKind = goodsKind;
    }

    /** What an outcome says was found; null where it teaches nothing. */
    public static @Nullable Finding of(Outcome outcome) {
        return outcome.teaches() ? of(outcome.code(), outcome.goodsKind()) : null;
    }

    /**
     * What a code says was found; null of what was not examined.
     *
     * @param goodsKind read with prohibited goods only; one that is none of the closed list says nothing
     */
    public static @Nullable Finding of(OutcomeCode code, @Nullable String goodsKind) {
        Finding ofCode = BY_CODE.get(code);
        return ofCode == PROHIBITED_GOODS && goodsKind != null ? BY_GOODS.getOrDefault(goodsKind, ofCode) : ofCode;
    }

    /** All findings of a code: of prohibited goods each kind, and none stated. */
    public static Set<Finding> allOf(OutcomeCode code) {
        EnumSet<Finding> all = EnumSet.noneOf(Finding.class);
        for (Finding finding : values()) {
            if (finding.code == code) {
                all.add(finding);
            }
        }
        return all;
    }

    public OutcomeCode code() {
        return code;
    }

    public boolean isOffence() {
        return code.isOffence();
    }

    /** Whether it is prohibited goods of a stated kind. */
    public boolean isKindOfGoods() {
        return goodsKind != null;
    }

    /** The name in rule sets, in small letters: of goods their kind, else the code. */
    public String ruleName() {
        return (goodsKind == null ? code.name() : goodsKind).toLowerCase(Locale.ROOT);
    }

    /** Whether it is one of these, or may be: an offence may be any, prohibited goods any of their kinds. */
    public boolean mayBeOneOf(Set<Finding> findings) {
        return findings.contains(this)
                || this == OFFENCE_UNSPECIFIED
                || (this == PROHIBITED_GOODS && !Collections.disjoint(findings, KINDS_OF_GOODS));
    }
}
