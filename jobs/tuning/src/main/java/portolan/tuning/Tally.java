package portolan.tuning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;

/** Consignments counted by office, day and lane, then and now. */
final class Tally {
    private static final int LANES = Lane.values().length;

    private final LoadedArchive archive;
    private final Names<String> offices;
    private final int firstDay;
    private final int lastDay;
    private final int[] then;
    private final int[] now;

    private Tally(LoadedArchive archive) {
        this.archive = archive;
        this.offices = archive.texts().offices();
        this.firstDay = archive.firstDay();
        this.lastDay = archive.lastDay();
        int cells = (offices.size() + 1) * (lastDay - firstDay + 1) * LANES;
        this.then = new int[cells];
        this.now = new int[cells];
    }

    static Tally of(LoadedArchive archive, Standing then, Standing now) {
        Tally tally = new Tally(archive);
        for (int i = 0; i < archive.size(); i++) {
            tally.then[tally.cell(then.office(i), then.day(i), then.lane(i))]++;
            tally.now[tally.cell(now.office(i), now.day(i), now.lane(i))]++;
        }
        return tally;
    }

    private int cell(int office, int day, int lane) {
        return ((office + 1) * (lastDay - firstDay + 1) + day - firstDay) * LANES + lane;
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

    /** How many were in a lane; none at an office that nobody named. */
    int then(String office, int day, Lane lane) {
        int number = offices.find(office);
        return number < 0 ? 0 : then[cell(number, day, lane.place())];
    }

    int now(String office, int day, Lane lane) {
        int number = offices.find(office);
        return number < 0 ? 0 : now[cell(number, day, lane.place())];
    }

    List<Answer.OfficeVolume> offices() {
        List<Answer.OfficeVolume> volumes = new ArrayList<>();
        for (int office = -1; office < offices.size(); office++) {
            int[] before = new int[LANES];
            int[] after = new int[LANES];
            for (int day = firstDay; day <= lastDay; day++) {
                add(office, day, before, after);
            }
            if (Arrays.stream(before).sum() + Arrays.stream(after).sum() > 0) {
                volumes.add(new Answer.OfficeVolume(name(office), volume(before, after)));
            }
        }
        volumes.sort(Comparator.comparing(
                Answer.OfficeVolume::office, Comparator.nullsFirst(Comparator.<String>naturalOrder())));
        return volumes;
    }

    private @Nullable String name(int office) {
        return office < 0 ? null : offices.get(office);
    }

    List<Answer.DayVolume> days() {
        List<Answer.DayVolume> volumes = new ArrayList<>();
        for (int day = firstDay; day <= lastDay; day++) {
            int[] before = new int[LANES];
            int[] after = new int[LANES];
            for (int office = -1; office < offices.size(); office++) {
                add(office, day, before, after);
            }
            if (Arrays.stream(before).sum() + Arrays.stream(after).sum() > 0) {
                volumes.add(new Answer.DayVolume(LocalDate.ofEpochDay(day), volume(before, after)));
            }
        }
        return volumes;
    }

    private void add(int office, int day, int[] before, int[] after) {
        for (int lane = 0; lane < LANES; lane++) {
            before[lane] += then[cell(office, day, lane)];
            after[lane] += now[cell(office, day, lane)];
        }
    }

    private static Answer.Volume volume(int[] before, int[] after) {
        return new Answer.Volume(
                Arrays.stream(before).boxed().toList(),
                Arrays.stream(after).boxed().toList());
    }
}
