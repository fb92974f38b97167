/** Something on its way. The network looks at no byte of it. */
export interface Carried {
  readonly bytes: Uint8Array;
  /** True where a bit was turned on the way. */
  readonly tampered: boolean;
}

/** A batch or a control record on its way. */
export interface Message extends Carried {
  readonly kind: 'batch' | 'control';
}

interface Flight<Sent> {
  readonly from: number;
  readonly to: number;
  readonly message: Sent;
}

interface Arrival<Sent> {
  readonly to: number;
  readonly message: Sent;
}

/** A network that delivers what it likes, when it likes, as often as it likes. Devices are numbers. */
export interface Network<Sent extends Carried = Message> {
  /** Sends to every device but the sender; `from` is -1 for somebody outside. */
  readonly broadcast: (from: number, message: Sent) => void;
  /** Sends to one device; `from` is -1, somebody outside, by default. */
  readonly send: (to: number, message: Sent, from?: number) => void;
  /** Takes out something that can arrive now; undefined where nothing can. */
  readonly take: (choice: number) => Arrival<Sent> | undefined;
  /** Takes out everything that can arrive now. */
  readonly takeAll: () => readonly Arrival<Sent>[];
  readonly duplicate: (choice: number) => boolean;
  readonly drop: (choice: number) => boolean;
  /** Sends a copy with one bit turned along; what it was copied from still arrives. */
  readonly tamper: (choice: number, bit: number) => boolean;
  /** Cuts the devices whose bit is set from the others; 0 heals. Somebody outside reaches everybody. */
  readonly partition: (mask: number) => void;
}

const withBitTurned = (bytes: Uint8Array, bit: number): Uint8Array => {
  const turned = Uint8Array.from(bytes);
  const place = bit % (bytes.length * 8);
  turned[place >> 3] = (turned[place >> 3] ?? 0) ^ (1 << (place & 7));
  return turned;
};

export const createNetwork = <Sent extends Carried = Message>(devices: number): Network<Sent> => {
  const flights: Flight<Sent>[] = [];
  let cut = 0;
  const sideOf = (device: number): number => (cut >> device) & 1;
  const reaches = ({ from, to }: Flight<Sent>): boolean => from < 0 || sideOf(from) === sideOf(to);

  const broadcast = (from: number, message: Sent): void => {
    for (let to = 0; to < devices; to += 1) if (to !== from) flights.push({ from, to, message });
  };
  const chosen = (choice: number): Flight<Sent> | undefined => flights[choice % Math.max(1, flights.length)];

  return {
    broadcast,
    send: (to, message, from = -1) => {
      flights.push({ from, to, message });
    },
    take: (choice) => {
      const ready = flights.filter(reaches);
      const flight = ready[choice % Math.max(1, ready.length)];
      if (flight === undefined) return undefined;
      flights.splice(flights.indexOf(flight), 1);
      return flight;
    },
    takeAll: () => {
      const ready = flights.filter(reaches);
      flights.splice(0, flights.length, ...flights.filter((flight) => !reaches(flight)));
      return ready;
    },
    duplicate: (choice) => {
      const flight = chosen(choice);
      if (flight !== undefined) flights.push({ ...flight });
      return flight !== undefined;
    },
    drop: (choice) => {
      if (flights.length === 0) return false;
      flights.splice(choice % flights.length, 1);
      return true;
    },
    tamper: (choice, bit) => {
      const flight = chosen(choice);
      if (flight === undefined || flight.message.bytes.length === 0) return false;
      const { message } = flight;
      const turned = { ...message, bytes: withBitTurned(message.bytes, bit), tampered: true };
      flights.push({ ...flight, message: turned });
      return true;
    },
    partition: (mask) => {
      cut = mask;
    },
  };
};
