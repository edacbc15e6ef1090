// SPDX-License-Identifier: Apache-2.0
package portolan.training.papers;

import java.util.List;
import java.util.Set;

/**
 * The papers of one consignment.
 *
 * @param papers as they are handed over
 * @param contradictions where two of them, or one and the filing, do not say the same
 */
public record PaperSet(List<Paper> papers, List<Contradiction> contradictions) {
    public PaperSet {
        papers = List.copyOf(papers);
        contradictions = List.copyOf(contradictions);
    }

    /** Kinds of papers. */
    public enum Kind {
        BILL_OF_LADING,
        ROAD_CONSIGNMENT_NOTE,
        AIR_WAYBILL,
        INVOICE,
        PACKING_LIST,
        CERTIFICATE_OF_ORIGIN;

        /** Whether it is of the carrier: such a paper is at the desk before anybody asks, as the filing is made of it. */
        public boolean isOfCarriage() {
            return this == BILL_OF_LADING || this == ROAD_CONSIGNMENT_NOTE || this == AIR_WAYBILL;
        }
    }

    /** One paper: its fields by their labels' keys in the training's catalogue, in the order of the page. */
    public record Paper(Kind kind, String number, List<Field> fields) {
        public Paper {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a paper: the key of its label, and what is written there. */
    public record Field(String name, String value) {}

    /**
     * Two papers that do not agree.
     *
     * @param field name of the field
     * @param first where it is written
     * @param second where it is written otherwise
     * @param honest whether it is a slip that hides nothing
     */
    public record Contradiction(String field, Kind first, Kind second, boolean honest) {
        /** Whether somebody sees it who has the paper of the carriage, and asked for those. */
        public boolean isShownBy(Set<Kind> asked) {
            return (first.isOfCarriage() || asked.contains(first)) && (second.isOfCarriage() || asked.contains(second));
        }
    }
}
