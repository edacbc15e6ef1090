// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerMove.Kind;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.KeyHash;
import portolan.scoring.sketch.LogHistogram;

/**
 * What is remembered of the moves of containers in one port: since when and until when they are reported, and how long
 * a sample of the boxes stayed.
 *
 * <p>A discharge is sampled while fewer than {@value #MOST_OPEN} sampled boxes are in port, so before anybody knows how
 * long it will stay. A box that has not left within {@value #LONGEST_DAYS} days is given up: it left unreported.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1      version
 *   count moves | signed first day | signed last day | signed newest minute
 *   signed minute, fixed box of the last sampled discharge
 *   list of boxes in port: fixed box | signed minute of discharge | text owner
 *   {@link LogHistogram} of hours, of all boxes
 *   list of (text owner | {@link LogHistogram}), at most {@value #MOST_OWNERS} owners, the first that came
 * </pre>
 *
 * <p>Nothing is retracted. A move counts, and a discharge is sampled, only when it is newer than all that were before:
 * what comes again, or late, changes nothing; what a port reports out of order is a smaller sample. At most 6 KiB.
 */
public final class PortMemory implements Memory {
    static final int MOST_OPEN = 64;
    static final int MOST_OWNERS = 24;
    static final int LONGEST_DAYS = 90;

    private static final int VERSION = 1;
    private static final long NONE = Long.MIN_VALUE / 4;
    private static final double MINUTES_AN_HOUR = 60;
    private static final long MINUTES_A_DAY = 1_440;
    private static final int OWNER = 4;

    /** Boxes of one ship are discharged in one minute as some report it: by box within that. */
    private static final Comparator<InPort> IN_ORDER =
            Comparator.comparingLong(InPort::minute).thenComparingLong(InPort::box);

    private long moves;
    private long first = NONE;
    private long last = NONE;
    private long newest = NONE;
    private InPort lastSampled = new InPort(Long.MIN_VALUE, NONE, "");
    private final List<InPort> inPort = new ArrayList<>(0);
    private LogHistogram hours = new LogHistogram();
    private final TreeMap<String, LogHistogram> byOwner = new TreeMap<>();

    /** A box that was discharged and has not left. */
    private record InPort(long box, long minute, String owner) {}

    static String owner(String equipmentId) {
        return equipmentId.substring(0, OWNER);
    }

    /** How many moves are known that show a box to have arrived, at most one a minute. */
    long moves() {
        return moves;
    }

    /** Day of the earliest of them, from 1970-01-01. */
    long first() {
        return first;
    }

    /** Day of the latest one. */
    long last() {
        return last;
    }

    /** Hours from discharge to leaving, of all boxes. */
    LogHistogram hours() {
        return hours;
    }

    /** The same of boxes of one owner code; null where none is known, or not kept apart. */
    @Nullable
    LogHistogram hours(String owner) {
        return byOwner.get(owner);
    }

    @Override
    public boolean isEmpty() {
        return newest == NONE;
    }

    @Override
    public void learn(ContainerMove move) {
        long minute = Bucket.minute(move.at());
        long day = Math.floorDiv(minute, MINUTES_A_DAY);
        boolean shows = move.kind() == Kind.DISCHARGED || move.kind() == Kind.GATE_OUT;
        if (shows) {
            // A port that reports loadings alone would miss every box that arrives.
            first = first == NONE ? day : Math.min(first, day);
            last = Math.max(last, day);
        }
        if (minute > newest) {
            newest = minute;
            moves += shows ? 1 : 0;
            inPort.removeIf(box -> box.minute < minute - LONGEST_DAYS * MINUTES_A_DAY);
        }
        long box = KeyHash.of(move.equipmentId());
        if (move.kind() == Kind.DISCHARGED) {
            discharge(new InPort(box, minute, owner(move.equipmentId())));
        } else if (move.kind() == Kind.LOADED || move.kind() == Kind.GATE_OUT) {
            leave(box, minute);
        }
    }

    private void discharge(InPort discharged) {
        boolean isKnown = inPort.stream().anyMatch(box -> box.box == discharged.box);
        if (!isKnown && inPort.size() < MOST_OPEN && IN_ORDER.compare(discharged, lastSampled) > 0) {
            lastSampled = discharged;
            inPort.add(discharged);
        }
    }

    private void leave(long box, long minute) {
        for (int i = 0; i < inPort.size(); i++) {
            InPort there = inPort.get(i);
            if (there.box == box && minute > there.minute) {
                inPort.remove(i);
                learn((minute - there.minute) / MINUTES_AN_HOUR, there.owner);
                return;
            }
        }
    }

    private void learn(double stayed, String owner) {
        hours.learn(stayed);
        LogHistogram ofOwner = byOwner.get(owner);
        if (ofOwner == null && byOwner.size() < MOST_OWNERS) {
            ofOwner = new LogHistogram();
            byOwner.put(owner, ofOwner);
        }
        if (ofOwner != null) {
            ofOwner.learn(stayed);
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).count(moves).signed(first).signed(last).signed(newest);
        writer.signed(lastSampled.minute).fixed(lastSampled.box);
        writer.list(
                Collections.unmodifiableList(inPort),
                (to, box) -> to.fixed(box.box).signed(box.minute).text(box.owner));
        hours.write(writer);
        writer.count(byOwner.size());
        byOwner.forEach((owner, ofOwner) -> ofOwner.write(writer.text(owner)));
    }

    static PortMemory of(LayoutReader reader) {
        reader.version("port memory", VERSION);
        PortMemory read = new PortMemory();
        read.moves = reader.count();
        read.first = reader.signed();
        read.last = reader.signed();
        read.newest = reader.signed();
        long minute = reader.signed();
        read.lastSampled = new InPort(reader.fixed(), minute, "");
        read.inPort.addAll(reader.list(from -> new InPort(from.fixed(), from.signed(), from.text())));
        read.hours = LogHistogram.read(reader);
        int owners = reader.size();
        for (int i = 0; i < owners; i++) {
            String owner = reader.text();
            read.byOwner.put(owner, LogHistogram.read(reader));
        }
        return read;
    }
}
