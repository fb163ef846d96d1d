import type { MeetingStep } from '@plenum/domain/meetings/schema';
import type { MeetingState } from '@plenum/domain/meetings/types';

/** What a meeting is at after a step, as far as that is sure before the server says so: what was ticked is ticked at once. */
export function expected(state: MeetingState, step: MeetingStep): MeetingState {
  switch (step.do) {
    case 'present':
      return {
        ...state,
        attendees: state.attendees.map((one) =>
          one.id === step.attendeeId ? { ...one, isPresent: step.isPresent } : one,
        ),
      };
    case 'done': {
      const others = state.items.filter(({ blockId }) => blockId !== step.blockId);
      const elapsed = state.items.find(({ blockId }) => blockId === step.blockId)?.elapsed ?? 0;
      return { ...state, items: [...others, { blockId: step.blockId, elapsed, isDone: step.isDone }] };
    }
    case 'firstTimers':
      return { ...state, firstTimers: step.isOn };
    default:
      return state;
  }
}
