// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;

/**
 * What to ask the filer for when an indicator fires, what to compare in it, and where to look at the goods; in the
 * order
 * in which it is shown. Our own choice from general practice of documentary control, no single source: judgement, to be
 * reviewed. No score depends on it.
 */
public enum DocumentsAsked {
    DESCRIPTION("invoice; packing list; data sheet", "words; quantities; pack units", "sample; label"),
    PRICE(
            "invoice; payment proof; contract; export declaration of origin",
            "price; currency; Incoterm",
            "count; brand"),
    SEALS(
            "gate and reseal records; interchange receipt",
            "number; place; who",
            "seal twist and tug; doors; front stow"),
    MASS("weighbridge ticket; VGM certificate", "tare and cargo", "weigh; measure length inside"),
    PACKAGES("packing list; tally sheet", "count; marks", "count"),
    ORIGIN("certificate of origin; through bill; transshipment record", "dates; stamps; registry check", "marks"),
    AMENDMENT("amendment request; endorsed bill of lading; sale contract", "dates against departure", ""),
    BUYER("sale contract; payment proof", "names; addresses; payer", ""),
    ORDER_DATES("order; sale contract; payment proof", "dates", ""),
    ORDER("order; sale contract; payment proof", "goods; names; payer", ""),
    CERTIFICATE("valid certificate or licence", "dates; number; issuer", ""),
    IDENTITY("register extract; tax number; lease; contact call-back", "address; owner; phone", ""),
    EQUIPMENT(
            "equipment interchange receipt; CSC plate photo; terminal events",
            "number painted against filed",
            "plate; rivets"),
    ROUTE("all bills; freight invoice", "who pays; why", ""),
    TEMPERATURE("temperature log", "set point; gaps", "compressor; vents"),
    RECEIPTS("receipts; order history", "payer; sums", "open siblings together"),
    VEHICLE("title; export papers", "VIN", "plate against frame"),
    PERSONAL_EFFECTS("inventory; passport; proof of former residence", "names; dates", ""),
    BILLS("master and house bills; manifest of the consolidator", "numbers; names", ""),
    HAULIER("transport order; licence of the haulier", "names; plates", ""),
    BOOKING("booking confirmation", "dates", ""),
    NOTHING("", "", "");

    private final String ask;
    private final String compare;
    private final String look;

    DocumentsAsked(String ask, String compare, String look) {
        this.ask = ask;
        this.compare = compare;
        this.look = look;
    }

    private static List<String> divided(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split("; ", -1));
    }

    /** Documents; none where no document clears it up. */
    public List<String> ask() {
        return divided(ask);
    }

    /** What to compare in them. */
    public List<String> compare() {
        return divided(compare);
    }

    /** Where to look, at the goods. */
    public List<String> look() {
        return divided(look);
    }
}
