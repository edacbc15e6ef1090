// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import portolan.schemas.avro.InspectionPlace;

/**
 * What searching costs, in minutes of inspection. No clock counts them: what a trainee asks for and chooses does.
 *
 * <pre>
 *   what                      minutes
 *   a paper asked for               5
 *   a run of the scanner           10
 *   one place, by hand             20
 *   there are                      90
 * </pre>
 *
 * <p>These minutes are assumed, and no measurement of any service. They are part of the exercise's text, where a mentor
 * states what is usual at their post.
 *
 * @param minutes of inspection that there are, 1 or more
 * @param paper what one paper takes
 * @param place what one place takes that is searched by hand
 * @param scan what one run of the scanner takes
 */
public record SearchTime(int minutes, int paper, int place, int scan) {
    /** Of the table above. */
    public static final SearchTime ASSUMED = new SearchTime(90, 5, 20, 10);

    public SearchTime {
        if (minutes < 1 || paper < 0 || place < 0 || scan < 0) {
            throw new IllegalArgumentException("a search has minutes, and takes none below zero: minutes=" + minutes
                    + ", paper=" + paper + ", place=" + place + ", scan=" + scan);
        }
    }

    /** Minutes that searching one consignment takes. */
    public int cost(int papers, boolean byHand, boolean scanned) {
        return papers * paper + (byHand ? place : 0) + (scanned ? scan : 0);
    }

    /**
     * Whether the scanner shows what is hidden there: what does not belong into the vehicle, the box, or the room behind
     * its doors. Goods among goods and false papers it does not show. This is assumed, too.
     */
    public static boolean scannerShows(InspectionPlace place) {
        return switch (place) {
            case UNDERCARRIAGE, DOORS, RIGHT_SIDE, LEFT_SIDE, FRONT_WALL, CEILING, FLOOR, VEHICLE -> true;
            case GOODS, PACKAGING, DOCUMENTS, OTHER -> false;
        };
    }
}
