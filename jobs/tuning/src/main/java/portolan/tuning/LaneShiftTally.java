// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;

/** Consignments counted by place, day and lane, then and now. */
final class LaneShiftTally {
    private static final int LANES = Lane.values().length;
    private static final int NONE = -1;

    private final LoadedArchive archive;
    private final int firstDay;
    private final int lastDay;
    private final List<Place> places = new ArrayList<>();
    private final Map<Place, Integer> byPlace = new HashMap<>();
    /** Numbers of places, by tenant and office; first those without an office. */
    private final int[][] numbers;

    private final int[] then;
    private final int[] now;

    /** Who decides: an office of one tenant, since two may call theirs alike; null of consignments that name none. */
    private record Place(String tenant, @Nullable String office) {}

    private LaneShiftTally(LoadedArchive archive, List<Standing> sides) {
        this.archive = archive;
        this.firstDay = archive.firstDay();
        this.lastDay = archive.lastDay();
        this.numbers = new int[archive.texts().tenants().size()]
                [archive.texts().offices().size() + 1];
        for (int[] ofTenant : numbers) {
            Arrays.fill(ofTenant, NONE);
        }
        for (Standing side : sides) {
            for (int i = 0; i < archive.size(); i++) {
                number(archive.consignments().tenant(i), side.office(i));
            }
        }
        int cells = places.size() * (lastDay - firstDay + 1) * LANES;
        this.then = new int[cells];
        this.now = new int[cells];
    }

    static LaneShiftTally of(LoadedArchive archive, Standing then, Standing now) {
        LaneShiftTally tally = new LaneShiftTally(archive, List.of(then, now));
        for (int i = 0; i < archive.size(); i++) {
            int[] ofTenant = tally.numbers[archive.consignments().tenant(i)];
            tally.then[tally.cell(ofTenant[then.office(i) + 1], then.day(i), then.lane(i))]++;
            tally.now[tally.cell(ofTenant[now.office(i) + 1], now.day(i), now.lane(i))]++;
        }
        return tally;
    }

    private void number(int tenant, int office) {
        if (numbers[tenant][office + 1] == NONE) {
            numbers[tenant][office + 1] = places.size();
            Place place = new Place(
                    archive.texts().tenants().get(tenant),
                    office < 0 ? null : archive.texts().offices().get(office));
            byPlace.put(place, places.size());
            places.add(place);
        }
    }

    private int cell(int place, int day, int lane) {
        return (place * (lastDay - firstDay + 1) + day - firstDay) * LANES + lane;
    }

    /** Days since 1970. */
    int firstDay() {
        return firstDay;
    }

    int lastDay() {
        return lastDay;
    }

    /** Whether anything was assessed on a day. */
    boolean isFed(int day) {
        return archive.isFed(day);
    }

    /** Those that have an office of this name, in the order of their names; all where none has. */
    List<String> tenantsOf(String office) {
        List<String> having = places.stream()
                .filter(place -> office.equals(place.office()))
                .map(Place::tenant)
                .sorted()
                .toList();
        return having.isEmpty() ? archive.tenants() : having;
    }

    /** How many were in a lane; none at an office that the tenant does not have. */
    int then(String tenant, String office, int day, Lane lane) {
        Integer place = byPlace.get(new Place(tenant, office));
        return place == null ? 0 : then[cell(place, day, lane.place())];
    }

    int now(String tenant, String office, int day, Lane lane) {
        Integer place = byPlace.get(new Place(tenant, office));
        return place == null ? 0 : now[cell(place, day, lane.place())];
    }

    List<WhatIfAnswer.OfficeVolume> offices() {
        List<WhatIfAnswer.OfficeVolume> volumes = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            int[] before = new int[LANES];
            int[] after = new int[LANES];
            for (int day = firstDay; day <= lastDay; day++) {
                add(place, day, before, after);
            }
            volumes.add(new WhatIfAnswer.OfficeVolume(
                    places.get(place).tenant(), places.get(place).office(), volume(before, after)));
        }
        volumes.sort(Comparator.comparing(WhatIfAnswer.OfficeVolume::tenant)
                .thenComparing(
                        WhatIfAnswer.OfficeVolume::office, Comparator.nullsFirst(Comparator.<String>naturalOrder())));
        return volumes;
    }

    List<WhatIfAnswer.DayVolume> days() {
        List<WhatIfAnswer.DayVolume> volumes = new ArrayList<>();
        for (int day = firstDay; day <= lastDay; day++) {
            int[] before = new int[LANES];
            int[] after = new int[LANES];
            for (int place = 0; place < places.size(); place++) {
                add(place, day, before, after);
            }
            if (Arrays.stream(before).sum() + Arrays.stream(after).sum() > 0) {
                volumes.add(new WhatIfAnswer.DayVolume(LocalDate.ofEpochDay(day), volume(before, after)));
            }
        }
        return volumes;
    }

    private void add(int place, int day, int[] before, int[] after) {
        for (int lane = 0; lane < LANES; lane++) {
            before[lane] += then[cell(place, day, lane)];
            after[lane] += now[cell(place, day, lane)];
        }
    }

    private static WhatIfAnswer.Volume volume(int[] before, int[] after) {
        return new WhatIfAnswer.Volume(
                Arrays.stream(before).boxed().toList(),
                Arrays.stream(after).boxed().toList());
    }
}
