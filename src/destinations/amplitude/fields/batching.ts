import { fieldSet } from './field-set';

/** What a host reads to decide whether, and how many, events go into one `performBatch`. */
export const batching = fieldSet({
  enable_batching: {
    label: 'Batch Events',
    type: 'boolean',
    unsafe_hidden: true,
    description: 'Let the host deliver many events in one call.',
    default: true,
  },
  batch_size: {
    label: 'Batch Size',
    type: 'integer',
    unsafe_hidden: true,
    description: 'The most events that the host puts into one call.',
    default: 1000,
  },
});

/** A condition that no trigger can express. */
export const skipping = fieldSet({
  skip: {
    label: 'Skip This Event',
    type: 'boolean',
    description:
      'When true, nothing is sent for this event and it counts as delivered. For conditions that a trigger cannot express, such as a top-level category.',
  },
});
