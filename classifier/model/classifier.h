/* Text -> verdict in one call; the contract stands in rapport.h. */
#ifndef RAPPORT_CLASSIFIER_H
#define RAPPORT_CLASSIFIER_H

#include "model/model_file.h"

/* Borrowed: the model that the classifier was made with. */
const rapport_model *rapport__classifier_model(const rapport_classifier *classifier);

#endif
