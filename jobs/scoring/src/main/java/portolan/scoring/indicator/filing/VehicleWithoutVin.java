// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.VehicleNumber;
import portolan.scoring.party.BoundedText;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * Vehicles (HS 8703, 8704, 8429) without a vehicle identification number in description or marks, or with one whose
 * check digit is wrong where it must be right; or goods declared as something else that carry a number with the right
 * check digit, or are described as a used vehicle.
 *
 * <p>1 when any item is so. No reading without an item that is declared or described as a vehicle.
 */
public final class VehicleWithoutVin extends CaseIndicator {
    private static final Set<String> VEHICLE_CODES = Set.of("8703", "8704", "8429");
    private static final String USED = "USED";

    private static final Set<String> VEHICLE_WORDS = Set.of("""
        CAR CARS VEHICLE VEHICLES AUTOMOBILE AUTOMOBILES TRUCK TRUCKS EXCAVATOR EXCAVATORS BULLDOZER
        BULLDOZERS SUV PICKUP\
        """.split("\\s+", -1));

    /** With one of these the words are about something for, from or of a vehicle. */
    private static final Set<String> OTHER_WORDS = Set.of("""
        PART PARTS ACCESSORIES ENGINE ENGINES TYRE TYRES TIRE TIRES FOR SPARE SPARES BATTERIES BATTERY TOY
        TOYS SEAT SEATS IN BY BODY\
        """.split("\\s+", -1));

    VehicleWithoutVin() {
        super("vehicle_without_vin");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        String numbered = null;
        for (GoodsItem item : event.live().items()) {
            String number = number(item);
            if (isVehicle(item)) {
                if (number == null || !VehicleNumber.isPlausible(number)) {
                    String what = "item " + item.seq() + ", HS " + item.hs6() + ", ";
                    return hit(what
                            + (number == null
                                    ? "states no vehicle identification number"
                                    : "states " + number + ", whose check digit is wrong"));
                }
                numbered = number;
            } else if (isSomethingElse(item) && number != null && VehicleNumber.hasRightCheckDigit(number)) {
                return hit(declared(item) + " carries the vehicle identification number " + number);
            } else if (isSomethingElse(item) && isUsedVehicle(item.description())) {
                return hit(declared(item) + " is described as \"" + shown(item.description()) + "\"");
            }
        }
        return numbered == null ? null : reading(0, "vehicles with identification number " + numbered);
    }

    private Reading hit(String evidence) {
        return reading(1, evidence);
    }

    private static String declared(GoodsItem item) {
        return "item " + item.seq() + ", declared as HS " + item.hs6() + ",";
    }

    private static String shown(@Nullable String description) {
        String text = description == null ? "" : description.strip();
        return text.length() <= 60 ? text : BoundedText.start(text, 60) + "...";
    }

    private static boolean isVehicle(GoodsItem item) {
        String hs6 = item.hs6();
        return hs6 != null && VEHICLE_CODES.contains(hs6.substring(0, 4));
    }

    /** Declared, and neither as vehicles of any kind nor as machines, many of which have such a number. */
    private static boolean isSomethingElse(GoodsItem item) {
        String hs6 = item.hs6();
        return hs6 != null && !hs6.startsWith("87") && !hs6.startsWith("84");
    }

    private static @Nullable String number(GoodsItem item) {
        String number = VehicleNumber.in(item.description());
        for (Packages packages : item.packages()) {
            if (number != null) {
                return number;
            }
            number = VehicleNumber.in(packages.marks());
        }
        return number;
    }

    /** Whether the words are "used" and a vehicle, and none of them says that it is only for one. */
    private static boolean isUsedVehicle(@Nullable String description) {
        if (description == null || !containsUsed(description)) {
            return false;
        }
        boolean vehicle = false;
        boolean used = false;
        int from = 0;
        String text = description.toUpperCase(Locale.ROOT);
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
                continue;
            }
            String word = text.substring(from, i);
            from = i + 1;
            if (OTHER_WORDS.contains(word)) {
                return false;
            }
            used |= word.equals(USED);
            vehicle |= VEHICLE_WORDS.contains(word);
        }
        return used && vehicle;
    }

    /** Few descriptions have the word: only theirs are taken apart. */
    private static boolean containsUsed(String text) {
        for (int i = 0; i + USED.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, USED, 0, USED.length())) {
                return true;
            }
        }
        return false;
    }
}
